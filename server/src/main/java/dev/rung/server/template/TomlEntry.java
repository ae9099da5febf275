package dev.rung.server.template;

import com.google.re2j.Pattern;
import dev.rung.server.template.function.Tongue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A table of a file of templates, read strictly: every refusal names file and line. */
record TomlEntry(TomlSource source, TomlTable table, Place place) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

  /** Refuses every key but these. */
  void allowOnly(Set<String> known) throws TemplateFileException {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        throw at(key)
            .error(
                "unknown key \""
                    + key
                    + "\"; known are "
                    + String.join(", ", new TreeSet<>(known)));
      }
    }
  }

  Optional<String> string(String key) throws TemplateFileException {
    Object value = table.get(List.of(key));
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw at(key).error(key + " must be a text that is not empty");
  }

  /** The texts of a list, each with its line; none when the key is missing. */
  List<Placed> strings(String key) throws TemplateFileException {
    List<Placed> texts = new ArrayList<>();
    TomlArray list = array(key);
    for (int i = 0; i < list.size(); i++) {
      texts.add(text(list, i, key));
    }
    return texts;
  }

  /** The tables of a list; none when the key is missing. */
  List<TomlEntry> entries(String key) throws TemplateFileException {
    Object value = table.get(List.of(key));
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof TomlArray list)) {
      throw at(key).error(key + " must be a list of tables, as in [[" + key + "]]");
    }
    List<TomlEntry> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Place at = source.at(list.inputPositionOf(i));
      if (!(list.get(i) instanceof TomlTable entry)) {
        throw at.error(key + " must be a list of tables, as in [[" + key + "]]");
      }
      entries.add(new TomlEntry(source, entry, at));
    }
    return entries;
  }

  /** A table in this one; empty when the key is missing. */
  TomlEntry entry(String key) throws TemplateFileException {
    if (table.contains(List.of(key)) && !table.isTable(List.of(key))) {
      throw at(key).error(key + " must be a table");
    }
    return new TomlEntry(source, table.getTableOrEmpty(List.of(key)), at(key));
  }

  /** A text that must be there. */
  String required(String key, String owner) throws TemplateFileException {
    return string(key).orElseThrow(() -> place.error(owner + " needs a " + key));
  }

  /** The name that the routing decision shows. */
  String name(String owner) throws TemplateFileException {
    String name = required("name", owner);
    if (!NAME.matches(name)) {
      throw at("name").error("name must be small letters, digits and hyphens");
    }
    return name;
  }

  /** The language of the requests: English where none is named. */
  Tongue language() throws TemplateFileException {
    Optional<String> code = string("language");
    Optional<Tongue> language = Tongue.of(code.orElse(Tongue.ENGLISH.code()));
    return language.orElseThrow(() ->
        at("language")
            .error(
                "language must be one of "
                    + Arrays.stream(Tongue.values())
                        .map(Tongue::code)
                        .collect(Collectors.joining(", "))));
  }

  /** Examples: each a request, or a pair of a request and its answer. */
  List<Example> examples(String key) throws TemplateFileException {
    List<Example> examples = new ArrayList<>();
    TomlArray list = array(key);
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof TomlArray pair && pair.size() == 2) {
        Placed request = text(pair, 0, key);
        examples.add(new Example(request, Optional.of(text(pair, 1, key).text())));
      } else {
        examples.add(new Example(text(list, i, key), Optional.empty()));
      }
    }
    return examples;
  }

  Place at(String key) {
    return source.at(table.inputPositionOf(List.of(key)));
  }

  private TomlArray array(String key) throws TemplateFileException {
    Object value = table.get(List.of(key));
    if (value == null || value instanceof TomlArray) {
      return table.getArrayOrEmpty(List.of(key));
    }
    throw at(key).error(key + " must be a list of texts");
  }

  private Placed text(TomlArray list, int index, String key) throws TemplateFileException {
    Place place = source.at(list.inputPositionOf(index));
    if (list.get(index) instanceof String text && !text.isEmpty()) {
      return new Placed(text, place);
    }
    throw place.error(key + " must hold texts that are not empty");
  }
}
