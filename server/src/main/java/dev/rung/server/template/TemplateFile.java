package dev.rung.server.template;

import dev.rung.server.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads a file of templates; docs/templates.md describes the format. */
final class TemplateFile {
  private static final Set<String> FILE_KEYS = Set.of("words", "template");

  private final TomlSource source;
  private final TemplateReader reader;

  private TemplateFile(TomlSource source, TemplateReader reader) {
    this.source = source;
    this.reader = reader;
  }

  /**
   * The templates of a file, in order.
   *
   * @param file its name, for errors
   * @throws TemplateFileException for the first thing that is wrong; examples are not run
   */
  static List<TemplateEntry> parse(
      String file, String content, Map<String, TemplateFunction> functions)
      throws TemplateFileException {
    TomlSource source = TomlSource.of(file, content);
    TomlParseResult toml = Toml.parse(content);
    if (toml.hasErrors()) {
      TomlParseError first = toml.errors().getFirst();
      throw source.at(first.position()).error(String.valueOf(first.getMessage()));
    }
    var root = new TomlEntry(source, toml, new Place(file, 1));
    root.allowOnly(FILE_KEYS);
    if (toml.contains("words") && !toml.isTable("words")) {
      throw root.at("words").error("words must be a table");
    }
    var words = new TomlEntry(source, toml.getTableOrEmpty("words"), root.at("words"));
    return new TemplateFile(source, new TemplateReader(functions, Wording.of(words))).entries(root);
  }

  private List<TemplateEntry> entries(TomlEntry root) throws TemplateFileException {
    if (!(root.table().get("template") instanceof TomlArray list) || list.isEmpty()) {
      throw root.place().error("there must be at least one [[template]]");
    }
    List<TemplateEntry> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Place place = source.at(list.inputPositionOf(i));
      if (!(list.get(i) instanceof TomlTable table)) {
        throw place.error("a template is written as [[template]]");
      }
      entries.add(reader.read(new TomlEntry(source, table, place)));
    }
    return entries;
  }
}
