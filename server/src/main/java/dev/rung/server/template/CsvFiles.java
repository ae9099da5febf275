package dev.rung.server.template;

import com.google.re2j.Pattern;
import dev.rung.server.template.table.CsvTable;
import dev.rung.server.template.table.TableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The tables of a folder, each named by the key "file" of an entry. */
final class CsvFiles {
  /** Where there is no folder. */
  static final CsvFiles NONE = new CsvFiles(Optional.empty());

  private static final String KEY = "file";
  private static final long MAX_BYTES = 4 << 20;
  private static final Pattern NAME = Pattern.compile("[^/\\\\]+\\.csv");

  private final Optional<Path> folder;

  CsvFiles(Path folder) {
    this(Optional.of(folder));
  }

  private CsvFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Makes something of a table; what it refuses is laid to the table's file. */
  interface Making<T> {
    T of(CsvTable csv) throws TableException, TemplateFileException;
  }

  <T> T read(TomlEntry entry, String owner, Making<T> making) throws TemplateFileException {
    String name = entry.required(KEY, owner);
    if (!NAME.matches(name)) {
      throw entry.at(KEY).error("file must be the name of a .csv file in the same folder");
    }
    Path file =
        folder
            .map(f -> f.resolve(name))
            .filter(Files::isRegularFile)
            .orElseThrow(() -> entry.at(KEY).error("there is no file " + name));
    try {
      return making.of(CsvTable.parse(FolderFile.content(file, MAX_BYTES)));
    } catch (TableException e) {
      throw new TemplateFileException(name, e.line(), String.valueOf(e.getMessage()));
    }
  }
}
