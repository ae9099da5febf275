package dev.rung.server.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads a file of templates; docs/templates.md describes the format. */
final class TemplateFile {
  private static final Set<String> FILE_KEYS = Set.of("words", "template", "table", "faq", "rates");

  private final TomlEntry root;
  private final Surroundings surroundings;

  private TemplateFile(TomlEntry root, Surroundings surroundings) {
    this.root = root;
    this.surroundings = surroundings;
  }

  /**
   * The templates of a file, in order.
   *
   * @param file its name, for errors
   * @throws TemplateFileException for the first thing that is wrong; examples are not run
   */
  static List<TemplateEntry> parse(String file, String content, Surroundings surroundings)
      throws TemplateFileException {
    TomlSource source = TomlSource.of(file, content);
    TomlParseResult toml = Toml.parse(content);
    if (toml.hasErrors()) {
      TomlParseError first = toml.errors().getFirst();
      throw source.at(first.position()).error(String.valueOf(first.getMessage()));
    }
    var root = new TomlEntry(source, toml, new Place(file, 1));
    root.allowOnly(FILE_KEYS);
    return new TemplateFile(root, surroundings).entries();
  }

  private List<TemplateEntry> entries() throws TemplateFileException {
    List<TemplateEntry> entries = new ArrayList<>();
    var reader =
        new TemplateReader(surroundings.functions(), Wording.of(root.entry("words")), tables());
    for (TomlEntry template : root.entries("template")) {
      entries.add(reader.read(template));
    }
    for (TomlEntry faq : root.entries("faq")) {
      entries.add(FaqReader.read(faq, surroundings.csv()));
    }
    for (TomlEntry rates : root.entries("rates")) {
      entries.addAll(new RatesReader(surroundings).read(rates));
    }
    if (entries.isEmpty()) {
      throw root.place().error("there must be at least one [[template]], [[faq]] or [[rates]]");
    }
    return entries;
  }

  private Map<String, NamedTable> tables() throws TemplateFileException {
    Map<String, NamedTable> tables = new HashMap<>();
    for (TomlEntry entry : root.entries("table")) {
      NamedTable table = TableReader.read(entry, surroundings.csv());
      if (tables.put(table.name(), table) != null) {
        throw entry.at("name").error("two tables are called \"" + table.name() + "\"");
      }
    }
    return tables;
  }
}
