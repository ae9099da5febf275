package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.weights.TensorFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * What one thread packs with: the files that it reads, the one that it writes, and memory for a
 * portion. All of it is used again for the next portion, since garbage of a whole model would let
 * the heap grow far beyond what packing needs.
 */
final class Workspace {
  private final TensorFiles source;
  private final FileChannel target;
  private ByteBuffer bytes = buffer(0);
  private float[] row = {};
  private float[] spread = {};
  private float[] portion = {};
  private Optional<BlockQuantizer> quantizer = Optional.empty();

  Workspace(TensorFiles source, FileChannel target) {
    this.source = source;
    this.target = target;
  }

  /** An array of so many numbers; of the last call with as many, it is the same. */
  float[] row(int width) {
    if (row.length != width) {
      row = new float[width];
    }
    return row;
  }

  /** The same of a second array. */
  float[] spread(int width) {
    if (spread.length != width) {
      spread = new float[width];
    }
    return spread;
  }

  /** The same of a third array. */
  float[] portion(int count) {
    if (portion.length != count) {
      portion = new float[count];
    }
    return portion;
  }

  /** Rounds so many blocks; of the last call with the same arguments, it is the same. */
  BlockQuantizer quantizer(BlockPacking packing, int count) {
    BlockQuantizer found =
        quantizer
            .filter(last -> last.fits(packing, count))
            .orElseGet(() -> new BlockQuantizer(packing, count));
    quantizer = Optional.of(found);
    return found;
  }

  /** Fills an array with numbers of a tensor, from the first-th on. */
  void read(Tensor tensor, long first, float[] numbers) throws InferenceException {
    source.read(tensor, first, numbers, bytes(numbers.length * tensor.type().bytes()));
  }

  /** Copies bytes of a tensor, from an offset within it on, to the same place of a packed one. */
  void copy(Tensor tensor, long offset, int count, PackedTensor packed)
      throws InferenceException, IOException {
    ByteBuffer content = bytes(count);
    source.copy(tensor, offset, content);
    write(packed, offset, content);
  }

  /** Writes bytes into a tensor, from an offset within it on. */
  void write(PackedTensor tensor, long offset, byte[] content) throws IOException {
    write(tensor, offset, bytes(content.length).put(content).flip());
  }

  /** Writes numbers into a tensor of single precision, from an index on. */
  void write(PackedTensor tensor, long index, float[] numbers) throws IOException {
    ByteBuffer content = bytes(numbers.length * Float.BYTES);
    content.asFloatBuffer().put(numbers);
    write(tensor, index * Float.BYTES, content);
  }

  private void write(PackedTensor tensor, long offset, ByteBuffer content) throws IOException {
    long position = tensor.offset() + offset;
    while (content.hasRemaining()) {
      position += target.write(content, position);
    }
  }

  /** Room for so many bytes; what the last call gave is used no more. */
  private ByteBuffer bytes(int count) {
    if (bytes.capacity() < count) {
      bytes = buffer(count);
    }
    return bytes.clear().limit(count);
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }
}
