package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of files of templates: every "*.toml" in it, by name, and the tables that those name;
 * folders in it are not read.
 */
record TemplateDirectory(Path folder) {
  private static final long MAX_FILE_BYTES = 1 << 20;

  /**
   * Every template of the folder.
   *
   * @param shipped what a table of rates takes its wordings from
   */
  List<TemplateEntry> read(Map<String, TemplateFunction> functions, List<TemplateEntry> shipped)
      throws TemplateFileException {
    var surroundings = new Surroundings(functions, shipped, new CsvFiles(folder));
    List<TemplateEntry> entries = new ArrayList<>();
    for (Path file : files()) {
      String content = FolderFile.content(file, MAX_FILE_BYTES);
      entries.addAll(TemplateFile.parse(FolderFile.name(file), content, surroundings));
    }
    return entries;
  }

  private List<Path> files() throws TemplateFileException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> FolderFile.name(file).endsWith(".toml")).sorted().toList();
    } catch (IOException e) {
      throw FolderFile.unreadable(folder, e);
    }
  }
}
