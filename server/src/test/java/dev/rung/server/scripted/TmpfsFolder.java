package dev.rung.server.scripted;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A folder that is a small file system of its own, where this machine lets us mount one; else as
 * any other folder, and whoever uses it brings a fault of its own about.
 */
public final class TmpfsFolder implements AutoCloseable {
  private static final int PAGE = 4096;

  private final Path folder;
  private final boolean mounted;

  public TmpfsFolder(Path folder, int kibibytes) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.mounted =
        runs("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString());
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }

  public Path path() {
    return folder;
  }

  /** Whether it is of the size that was asked for. */
  public boolean isMounted() {
    return mounted;
  }

  /** Leaves no room in it, where it is mounted. */
  public void fill() throws IOException {
    if (!mounted) {
      return;
    }
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      while (Files.getFileStore(folder).getUsableSpace() > 0) {
        ballast.write(new byte[PAGE]);
      }
    }
  }

  /** Takes out what it was filled with. */
  public void empty() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  /** Makes it larger, where it is mounted. */
  public void grow() throws InterruptedException {
    if (mounted && !runs("mount", "-o", "remount,size=64m", folder.toString())) {
      throw new AssertionError("the disk does not grow");
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (mounted && !runs("umount", folder.toString())) {
      throw new AssertionError("the disk stays mounted on " + folder);
    }
  }
}
