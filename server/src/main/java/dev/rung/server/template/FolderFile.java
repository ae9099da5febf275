package dev.rung.server.template;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the user's folder. */
final class FolderFile {
  private static final int MIB = 1 << 20;

  private FolderFile() {}

  /** Its text; whole MiB are expected of the limit. */
  static String content(Path file, long maxBytes) throws TemplateFileException {
    try {
      if (Files.size(file) > maxBytes) {
        throw new TemplateFileException(name(file), 0, "is larger than " + maxBytes / MIB + " MiB");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new TemplateFileException(name(file), 0, "is not UTF-8");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static TemplateFileException unreadable(Path path, IOException cause) {
    var error = new TemplateFileException(path.toString(), 0, "cannot be read: " + cause);
    error.initCause(cause);
    return error;
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
