package dev.rung.server.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A table of a file of templates, read strictly: every refusal names file and line. */
record TomlEntry(TomlSource source, TomlTable table, Place place) {

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
