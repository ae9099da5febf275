package dev.rung.local.graph;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Where packed weights go. Safe for several threads. */
record PackedFile(FileChannel channel) {

  /** Writes bytes into a tensor, from an offset within it on. */
  void write(PackedTensor tensor, long offset, ByteBuffer bytes) throws IOException {
    long position = tensor.offset() + offset;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  /** Writes numbers into a tensor of single precision, from an index on. */
  void write(PackedTensor tensor, long index, float[] numbers) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    write(tensor, index * Float.BYTES, bytes);
  }
}
