package dev.rung.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * A file as the file system knows it.
 *
 * @param key which file it is; absent where the file system has no such thing
 * @param size in bytes
 */
record FileStamp(Optional<Object> key, long size, FileTime changed) {

  /** Empty where there is none. */
  static Optional<FileStamp> of(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new FileStamp(Optional.ofNullable(now.fileKey()), now.size(), now.lastModifiedTime()));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  boolean isSameFileAs(Optional<FileStamp> other) {
    return other.isPresent() && other.get().key.equals(key);
  }
}
