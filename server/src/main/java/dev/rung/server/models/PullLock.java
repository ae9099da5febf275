package dev.rung.server.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to put one checkpoint together, held by one pull of all processes on this machine. Its
 * file stays when it is given up: another pull may be about to take it.
 */
final class PullLock implements AutoCloseable {
  private final FileChannel channel;

  private PullLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the right, or fails at once.
   *
   * @param folder for the lock's file; must exist
   * @throws IOException when another pull has it
   */
  static PullLock take(Path folder, String name) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = isTaken(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      throw new IOException(
          "another pull of " + name + " is at work: wait for it, or end it first");
    }
    return new PullLock(channel);
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
