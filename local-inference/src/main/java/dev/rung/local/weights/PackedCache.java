package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps packed weights on disk for the next start. A file is there whole or not at all; it is read
 * back and compared with its checksums each time, and made anew where they differ.
 *
 * @param folders where files may lie, the preferred one first; each belongs to one checkpoint
 * @param temporary where a file lies that no folder has room for, until it is loaded
 * @param threads that compare checksums
 */
public record PackedCache(List<Path> folders, Path temporary, int threads) {
  private static final Logger LOG = LoggerFactory.getLogger(PackedCache.class);
  private static final String SUFFIX = ".weights";
  private static final String PART = ".part";
  private static final double GB = 1e9;

  /** That a disk is not left without any room. */
  private static final long MARGIN = 64L << 20;

  public PackedCache {
    folders = List.copyOf(folders);
  }

  /**
   * A file with packed weights.
   *
   * @param kept else it is to be deleted once it has been loaded
   */
  public record Packed(Path file, boolean kept) {}

  /** Writes packed weights. */
  @FunctionalInterface
  public interface Content {
    void write(FileChannel file) throws InferenceException, IOException;
  }

  /**
   * The file for a key: one of an earlier start, or else a new one.
   *
   * @param form of packing; files of the same form and another key are of an earlier state of the
   *     checkpoint, and deleted
   * @param key that is another one when the content would be
   * @param bytes of the file
   * @throws InferenceException when there is room for it nowhere
   */
  public Packed obtain(String form, String key, long bytes, Content content)
      throws InferenceException {
    String name = form + "-" + key + SUFFIX;
    for (Path folder : folders) {
      Path file = folder.resolve(name);
      if (isSound(file, bytes)) {
        return new Packed(file, true);
      }
    }
    StringBuilder obstacles = new StringBuilder();
    for (Path folder : folders) {
      try {
        Path file = write(folder, name, bytes, content);
        deleteEarlier(folder, form, name);
        return new Packed(file, true);
      } catch (IOException e) {
        obstacles.append(folder).append(": ").append(e.getMessage()).append("; ");
      }
    }
    try {
      refuseFull(temporary, bytes);
      Path folder = Files.createTempDirectory(temporary, "rung-packed-");
      LOG.atWarn()
          .addKeyValue("because", obstacles)
          .log("packed weights cannot be kept, and are made again at each start");
      return new Packed(writeOrDelete(folder, name, bytes, content), false);
    } catch (IOException e) {
      throw new InferenceException(
          Reason.FAILED,
          "%.1f GB of packed weights have no place; make room in one of these folders: %s%s: %s"
              .formatted(bytes / GB, obstacles, temporary, e.getMessage()),
          e);
    }
  }

  /** Deletes a file that is not kept, with what belongs to it. */
  public static void discard(Packed packed) throws InferenceException {
    Path folder = packed.file().getParent();
    try {
      Files.deleteIfExists(packed.file());
      Files.deleteIfExists(Checksums.beside(packed.file()));
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new InferenceException(Reason.FAILED, "temporary weights are not deleted", e);
    }
  }

  private boolean isSound(Path file, long bytes) {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      if (Files.size(file) == bytes && Checksums.match(file, threads)) {
        return true;
      }
      LOG.atWarn().addKeyValue("file", file).log("packed weights are damaged and made again");
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("because", e.toString())
          .log("packed weights cannot be read and are made again");
    }
    return false;
  }

  private Path write(Path folder, String name, long bytes, Content content)
      throws IOException, InferenceException {
    Files.createDirectories(folder);
    deleteAbandoned(folder);
    refuseFull(folder, bytes);
    Path file = folder.resolve(name);
    Path part = Files.createTempFile(folder, name, PART);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        // Held by the system until the channel is closed, or the process ends.
        channel.lock();
        content.write(channel);
        channel.force(true);
      }
      Files.deleteIfExists(Checksums.beside(file));
      Checksums.write(part, file, threads);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return file;
  }

  private Path writeOrDelete(Path folder, String name, long bytes, Content content)
      throws IOException, InferenceException {
    boolean written = false;
    try {
      Path file = write(folder, name, bytes, content);
      written = true;
      return file;
    } finally {
      if (!written) {
        Files.deleteIfExists(folder);
      }
    }
  }

  private static void refuseFull(Path folder, long bytes) throws IOException {
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room < bytes + MARGIN) {
      throw new IOException(
          "%.1f GB are free where %.1f are needed".formatted(room / GB, bytes / GB));
    }
  }

  /** Files that a process left when it was killed; what is being written is locked. */
  private static void deleteAbandoned(Path folder) throws IOException {
    try (var parts = Files.newDirectoryStream(folder, "*" + SUFFIX + "*" + PART)) {
      for (Path part : parts) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock()) {
          if (lock != null) {
            Files.deleteIfExists(part);
          }
        } catch (OverlappingFileLockException | NoSuchFileException e) {
          LOG.atDebug().addKeyValue("file", part).log("another thread or process is packing");
        }
      }
    }
  }

  private static void deleteEarlier(Path folder, String form, String name) throws IOException {
    try (var files = Files.newDirectoryStream(folder, form + "-*" + SUFFIX)) {
      for (Path file : files) {
        if (!file.endsWith(name)) {
          Files.deleteIfExists(file);
          Files.deleteIfExists(Checksums.beside(file));
        }
      }
    }
  }
}
