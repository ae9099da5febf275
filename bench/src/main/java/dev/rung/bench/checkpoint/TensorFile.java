package dev.rung.bench.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of tensors, written piece by piece. Memory is bounded, whatever the file's size. */
public final class TensorFile implements AutoCloseable {
  private static final int CHUNK = 1 << 20;

  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private TensorFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Numbers as a file has them. */
  @FunctionalInterface
  public interface Encoding {
    /**
     * Appends numbers to a little-endian buffer, four bytes each at most.
     *
     * @param numbers a multiple of 32, except at the end of a tensor
     */
    void encode(float[] numbers, ByteBuffer out);
  }

  /** A new file, in the place of one that is there. */
  public static TensorFile create(Path file) throws IOException {
    return new TensorFile(
        FileChannel.open(
            file,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  /** Appends bytes. */
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Appends so many numbers. */
  public void write(Values values, long elements, Encoding encoding) throws IOException {
    float[] numbers = new float[(int) Math.min(CHUNK, elements)];
    for (long first = 0; first < elements; first += numbers.length) {
      int count = (int) Math.min(numbers.length, elements - first);
      if (count < numbers.length) {
        numbers = new float[count];
      }
      values.fill(first, numbers);
      encoding.encode(numbers, buffer.clear());
      write(buffer.flip());
    }
  }

  /** Appends zeros up to a multiple of so many bytes. */
  public void align(int bytes) throws IOException {
    int missing = (int) Math.floorMod(-channel.position(), (long) bytes);
    write(ByteBuffer.allocate(missing));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
