package dev.rung.server.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is not complete yet, with the checksum of what is there. Closing it keeps what is
 * there for another time. One thread.
 */
final class PartFile implements AutoCloseable {
  static final int BUFFER_BYTES = 1 << 18;

  private final Path path;
  private final FileChannel channel;
  private final ContentDigest digest;
  private final boolean resumed;
  private long length;

  private PartFile(Path path, FileChannel channel, ContentDigest digest, long length) {
    this.path = path;
    this.channel = channel;
    this.digest = digest;
    this.length = length;
    this.resumed = length > 0;
  }

  /**
   * Opens what an earlier attempt left, or begins anew. What is there is read once for its
   * checksum; without a checksum to compare with, or with more than the file has, it is thrown
   * away.
   */
  static PartFile open(Path path, WantedFile file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean opened = false;
    try {
      if (file.checksum().isEmpty() || channel.size() > file.size()) {
        channel.truncate(0);
      }
      ContentDigest digest = new ContentDigest(file.checksum(), file.size());
      long length = read(channel, digest);
      opened = true;
      return new PartFile(path, channel, digest, length);
    } finally {
      if (!opened) {
        channel.close();
      }
    }
  }

  private static long read(FileChannel channel, ContentDigest digest) throws IOException {
    byte[] bytes = new byte[BUFFER_BYTES];
    long length = 0;
    for (int count = channel.read(ByteBuffer.wrap(bytes));
        count >= 0;
        count = channel.read(ByteBuffer.wrap(bytes))) {
      digest.update(bytes, count);
      length += count;
    }
    return length;
  }

  long length() {
    return length;
  }

  /** Whether an earlier attempt left something of it. */
  boolean wasResumed() {
    return resumed;
  }

  void append(byte[] bytes, int count) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, 0, count);
    while (rest.hasRemaining()) {
      length += channel.write(rest, length);
    }
    digest.update(bytes, count);
  }

  /** Throws away what is there. */
  void restart() throws IOException {
    channel.truncate(0);
    digest.reset();
    length = 0;
  }

  /** The checksum of what is there; nothing can be appended after this but after a restart. */
  ContentDigest.Result check() {
    return digest.finish();
  }

  /** Brings it to the disk and gives it its name. */
  void finish(Path target) throws IOException {
    channel.force(true);
    channel.close();
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
