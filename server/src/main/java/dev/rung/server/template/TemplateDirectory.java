package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of files of templates: every "*.toml" in it, by name; folders in it are not read. */
record TemplateDirectory(Path folder) {
  private static final long MAX_FILE_BYTES = 1 << 20;

  List<TemplateEntry> read(Map<String, TemplateFunction> functions) throws TemplateFileException {
    List<TemplateEntry> entries = new ArrayList<>();
    for (Path file : files()) {
      entries.addAll(TemplateFile.parse(name(file), content(file), functions));
    }
    return entries;
  }

  private List<Path> files() throws TemplateFileException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> name(file).endsWith(".toml")).sorted().toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  private static String content(Path file) throws TemplateFileException {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new TemplateFileException(name(file), 0, "is larger than 1 MiB");
      }
      return Files.readString(file);
    } catch (MalformedInputException e) {
      throw new TemplateFileException(name(file), 0, "is not UTF-8");
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TemplateFileException unreadable(Path path, IOException cause) {
    var error = new TemplateFileException(path.toString(), 0, "cannot be read: " + cause);
    error.initCause(cause);
    return error;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
