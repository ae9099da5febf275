package dev.rung.server.store;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders that only the daemon's user may read: names, hashes of keys and comments are in
 * them. Where the file system has no such rights, they are as any others.
 */
public final class OwnerOnly {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);

  private OwnerOnly() {}

  /** Of a file that is made. */
  public static FileAttribute<?>[] file() {
    return rights("rw-------");
  }

  /** Of a folder that is made. */
  static FileAttribute<?>[] folder() {
    return rights("rwx------");
  }

  /**
   * Makes an empty file where there is none, for SQLite, which gives the files beside it the same
   * rights. Where that cannot be, whoever opens it tells what is wrong.
   */
  public static void make(Path file) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(file, file());
      }
    } catch (IOException refused) {
      LOG.atDebug().setCause(refused).addKeyValue("file", file).log("a file cannot be made");
    }
  }

  private static FileAttribute<?>[] rights(String text) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
