package dev.rung.server.provider.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;

/** The files of a folder, as far as it takes to see that they were changed. */
record FolderFiles(Map<String, Stamp> files) {

  /** Of one file. */
  record Stamp(long bytes, FileTime changed) {}

  FolderFiles {
    files = Map.copyOf(files);
  }

  /** As they are now; none where the folder cannot be read. */
  static FolderFiles of(Path folder) {
    Map<String, Stamp> files = new TreeMap<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
        files.put(
            String.valueOf(entry.getFileName()),
            new Stamp(attributes.size(), attributes.lastModifiedTime()));
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return new FolderFiles(Map.of());
    }
    return new FolderFiles(files);
  }
}
