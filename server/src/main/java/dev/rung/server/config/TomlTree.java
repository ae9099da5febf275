package dev.rung.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** TOML text as nodes. Duplicate keys and syntax errors are problems. */
final class TomlTree {
  private final String file;

  private TomlTree(String file) {
    this.file = file;
  }

  static Node.Table parse(String text, String file, Problems problems) {
    TomlTree tree = new TomlTree(file);
    TomlParseResult result = Toml.parse(text);
    for (TomlParseError error : result.errors()) {
      problems.add(tree.place(error.position()), String.valueOf(error.getMessage()));
    }
    return tree.table(result, new Place(file, 1));
  }

  private Node.Table table(TomlTable table, Place place) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      List<String> path = List.of(key);
      Object value = table.get(path);
      TomlPosition position = table.inputPositionOf(path);
      if (value != null && position != null) {
        entries.put(key, node(value, place(position)));
      }
    }
    return new Node.Table(entries, place);
  }

  private Node node(Object value, Place place) {
    return switch (value) {
      case Boolean flag -> new Node.Flag(flag, place);
      case Long whole -> new Node.Whole(whole, place);
      case Double fraction -> new Node.Fraction(fraction, place);
      case String text -> Node.Text.literal(text, place);
      case TomlTable table -> table(table, place);
      case TomlArray array -> items(array, place);
      default -> new Node.Foreign(value.toString(), place);
    };
  }

  private Node.Items items(TomlArray array, Place place) {
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(node(array.get(i), place(array.inputPositionOf(i))));
    }
    return new Node.Items(items, place);
  }

  private Place place(TomlPosition position) {
    return new Place(file, position.line());
  }
}
