package dev.rung.local.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/**
 * CRC-32C of each portion of a file, one a line in a text beside it: against damage, not against
 * malice, and fast enough for every start.
 */
final class Checksums {
  private static final long PORTION = 16L << 20;
  private static final int BUFFER = 1 << 20;

  private Checksums() {}

  /** The text that belongs to a file. */
  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".crc32c");
  }

  /** Writes the text of a file that is to have another name. */
  static void write(Path content, Path file, int threads) throws IOException {
    Files.write(
        beside(file),
        of(content, threads),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.DSYNC);
  }

  /** Whether a file is what its text says; without a text it is not. */
  static boolean match(Path file, int threads) throws IOException {
    try {
      return Files.readAllLines(beside(file)).equals(of(file, threads));
    } catch (NoSuchFileException unfinished) {
      return false;
    }
  }

  private static List<String> of(Path file, int threads) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        ExecutorService workers =
            Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("rung-check-", 0).factory())) {
      List<Callable<String>> portions = new ArrayList<>();
      long size = channel.size();
      for (long start = 0; start < size; start += PORTION) {
        long from = start;
        long to = Math.min(size, start + PORTION);
        portions.add(() -> checksum(channel, from, to));
      }
      List<String> sums = new ArrayList<>();
      for (Future<String> each : workers.invokeAll(portions)) {
        sums.add(each.get());
      }
      return sums;
    } catch (ExecutionException e) {
      throw new IOException(file.getFileName() + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("reading was interrupted", e);
    }
  }

  private static String checksum(FileChannel channel, long from, long to) throws IOException {
    CRC32C sum = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    long position = from;
    while (position < to) {
      buffer.clear().limit((int) Math.min(BUFFER, to - position));
      int count = channel.read(buffer, position);
      if (count < 0) {
        throw new IOException("it became shorter");
      }
      position += count;
      sum.update(buffer.flip());
    }
    return Long.toHexString(sum.getValue());
  }
}
