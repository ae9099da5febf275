package dev.rung.server.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hidden folder in which a checkpoint is put together, beside the one that it will be: {@code
 * .pull/NAME}. It becomes visible as a whole, by being renamed. One pull at a time owns it; what an
 * ended one left there is gone on with. One thread.
 */
final class Staging implements AutoCloseable {
  static final String FOLDER = ".pull";
  private static final String OLD = ".old";

  private final Path target;
  private final Path folder;
  private final PullLock lock;

  private Staging(Path target, Path folder, PullLock lock) {
    this.target = target;
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes ownership, for this process and every other, until {@link #close}.
   *
   * @param target the checkpoint's folder, there or not; must have a parent
   * @throws IOException when another pull owns it, or the disk cannot be written
   */
  static Staging open(Path target) throws IOException {
    Path base = base(target);
    Files.createDirectories(base);
    PullLock lock = PullLock.take(base, name(target));
    boolean opened = false;
    try {
      Staging staging = new Staging(target, base.resolve(name(target)), lock);
      staging.recover();
      Files.createDirectories(staging.folder);
      opened = true;
      return staging;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /** Where a target is put together. */
  static Path folder(Path target) {
    return base(target).resolve(name(target));
  }

  Path folder() {
    return folder;
  }

  /** Keeps, of what is there, what can be gone on with. */
  void keepOnly(Set<String> names) throws IOException {
    for (Path entry : entries(folder)) {
      if (!names.contains(String.valueOf(entry.getFileName()))) {
        Files.delete(entry);
      }
    }
  }

  /** Throws away what is there. */
  void discard() throws IOException {
    keepOnly(Set.of());
    Files.delete(folder);
  }

  /** Notes how large the checkpoint will be, for those who ask how far it is. */
  void expect(long bytes) throws IOException {
    Files.writeString(folder.resolve(UnfinishedPull.TOTAL), Long.toString(bytes));
  }

  /**
   * Makes the folder visible in the place of an older one. Files there that no pull put there are
   * carried over.
   */
  void finish() throws IOException {
    Files.deleteIfExists(folder.resolve(UnfinishedPull.TOTAL));
    sync(folder);
    if (Files.isDirectory(target)) {
      Files.move(target, old(), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    sync(parent(target));
    settle();
  }

  /** Undoes or completes a change of folders that the end of a process cut in two. */
  private void recover() throws IOException {
    if (Files.isDirectory(old()) && Files.notExists(target)) {
      Files.move(old(), target, StandardCopyOption.ATOMIC_MOVE);
    }
    settle();
  }

  /** Of the folder that was replaced, keeps what no pull put there. */
  private void settle() throws IOException {
    if (!Files.isDirectory(old())) {
      return;
    }
    for (String name : pulledInto(old())) {
      Files.deleteIfExists(old().resolve(name));
    }
    carryOver(old(), target);
  }

  /**
   * Moves what is in one folder into another and deletes the first; what is there already stays.
   */
  private static void carryOver(Path from, Path to) throws IOException {
    for (Path entry : entries(from)) {
      Path place = to.resolve(String.valueOf(entry.getFileName()));
      if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(entry, place);
      } else if (isFolder(entry) && isFolder(place)) {
        carryOver(entry, place);
      } else {
        delete(entry);
      }
    }
    Files.delete(from);
  }

  private static void delete(Path entry) throws IOException {
    if (isFolder(entry)) {
      for (Path inner : entries(entry)) {
        delete(inner);
      }
    }
    Files.delete(entry);
  }

  /** A link to one is none. */
  private static boolean isFolder(Path entry) {
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }

  /** The record itself last: without it, nobody knows which the others are. */
  private static List<String> pulledInto(Path folder) {
    List<String> names = new ArrayList<>();
    PulledFiles.readableIn(folder)
        .ifPresent(pulled -> pulled.files().forEach(file -> names.add(file.name())));
    names.add(PulledFiles.FILE);
    return names;
  }

  private Path old() {
    return folder.resolveSibling(name(target) + OLD);
  }

  /** A rename counts once the folder that holds the name is on the disk. */
  private static void sync(Path folder) throws IOException {
    boolean foldersAreFiles = folder.getFileSystem().getSeparator().equals("/");
    if (foldersAreFiles) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static Path base(Path target) {
    return parent(target).resolve(FOLDER);
  }

  private static Path parent(Path target) {
    Path parent = target.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(target + " has no folder around it");
    }
    return parent;
  }

  private static String name(Path target) {
    return String.valueOf(target.getFileName());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
