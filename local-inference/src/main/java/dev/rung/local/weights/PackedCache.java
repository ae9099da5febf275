package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps packed weights on disk for the next start, by the contents of what they are made of. A file
 * is there whole or not at all; it is read back and compared with its checksums each time, and made
 * anew where they differ. Contents are read where their stamp is another than before, so that an
 * unchanged checkpoint costs milliseconds, and one that was merely copied is not packed again.
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
   * The file for a source: one of an earlier start, or else a new one.
   *
   * @param form of packing; files of the same form and another source are of an earlier state of
   *     the checkpoint, and deleted
   * @param bytes of the file
   * @throws InferenceException when there is room for it nowhere, or the source changes meanwhile
   */
  public Packed obtain(String form, PackedSource source, long bytes, Content content)
      throws InferenceException {
    String stamp = source.stamp();
    Optional<Path> known = earlier(form, bytes, record -> record.stamp().equals(stamp));
    if (known.isPresent()) {
      return new Packed(known.get(), true);
    }
    PackedRecord record = new PackedRecord(stamp, source.contents());
    Optional<Path> same =
        earlier(
            form,
            bytes,
            other -> !other.stamp().equals(stamp) && other.contents().equals(record.contents()));
    if (same.isPresent()) {
      restamp(same.get(), record);
      return new Packed(same.get(), true);
    }
    return pack(form, record, bytes, unchanged(source, stamp, content));
  }

  private Packed pack(String form, PackedRecord record, long bytes, Content content)
      throws InferenceException {
    String name = form + "-" + record.key() + SUFFIX;
    StringBuilder obstacles = new StringBuilder();
    for (Path folder : folders) {
      try {
        Path file = write(folder, name, record, bytes, content);
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
      return new Packed(writeOrDelete(folder, name, record, bytes, content), false);
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
      Files.deleteIfExists(PackedRecord.beside(packed.file()));
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new InferenceException(Reason.FAILED, "temporary weights are not deleted", e);
    }
  }

  /** What an earlier start left of this source, as far as its record says so. */
  private Optional<Path> earlier(String form, long bytes, Predicate<PackedRecord> isIt) {
    for (Path folder : folders) {
      try {
        for (Path file : files(folder, form + "-")) {
          if (PackedRecord.of(file).filter(isIt).isPresent() && isSound(file, bytes)) {
            return Optional.of(file);
          }
        }
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("folder", folder)
            .addKeyValue("because", e.toString())
            .log("packed weights cannot be read and are made again");
      }
    }
    return Optional.empty();
  }

  /** The same contents look otherwise now: the next start need not read them. */
  private static void restamp(Path file, PackedRecord record) {
    try {
      record.write(file);
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("because", e.toString())
          .log("the checkpoint is read at each start, since its record cannot be written");
    }
  }

  private static Content unchanged(PackedSource source, String stamp, Content content) {
    return file -> {
      content.write(file);
      if (!source.stamp().equals(stamp)) {
        throw new InferenceException(
            Reason.BAD_CHECKPOINT, "the checkpoint changed while it was packed: load it again");
      }
    };
  }

  /** Files of packed weights whose names begin so, in order; none where there is no folder. */
  static List<Path> files(Path folder, String beginning) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, beginning + "*" + SUFFIX)) {
        files.forEach(found::add);
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
    found.sort(Comparator.naturalOrder());
    return found;
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

  private Path write(Path folder, String name, PackedRecord record, long bytes, Content content)
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
      record.write(file);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return file;
  }

  private Path writeOrDelete(
      Path folder, String name, PackedRecord record, long bytes, Content content)
      throws IOException, InferenceException {
    boolean written = false;
    try {
      Path file = write(folder, name, record, bytes, content);
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
    for (Path file : files(folder, form + "-")) {
      if (!file.endsWith(name)) {
        Files.deleteIfExists(file);
        Files.deleteIfExists(Checksums.beside(file));
        Files.deleteIfExists(PackedRecord.beside(file));
      }
    }
  }
}
