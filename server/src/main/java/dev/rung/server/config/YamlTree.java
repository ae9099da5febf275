package dev.rung.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML 1.2 text as nodes. Duplicate keys and syntax errors are problems. */
final class YamlTree {
  /** Deeper than any setting; ends a file whose anchors contain themselves. */
  private static final int MAX_DEPTH = 16;

  private final String file;
  private final Problems problems;

  private YamlTree(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  static Node.Table parse(String text, String file, Problems problems) {
    YamlTree tree = new YamlTree(file, problems);
    Place start = new Place(file, 1);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true)
            .build();
    try {
      Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(settings).composeString(text);
      return root.map(node -> tree.root(node, start)).orElse(new Node.Table(Map.of(), start));
    } catch (MarkedYamlEngineException e) {
      problems.add(tree.place(e.getProblemMark()), e.getProblem());
    } catch (YamlEngineException e) {
      problems.add(start, String.valueOf(e.getMessage()));
    }
    return new Node.Table(Map.of(), start);
  }

  private Node.Table root(org.snakeyaml.engine.v2.nodes.Node node, Place start) {
    if (node(node, 0) instanceof Node.Table table) {
      return table;
    }
    if (!node.getTag().equals(Tag.NULL)) {
      problems.add(place(node.getStartMark()), "the file must be a mapping of tables");
    }
    return new Node.Table(Map.of(), start);
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node node, int depth) {
    Place place = place(node.getStartMark());
    if (depth > MAX_DEPTH) {
      problems.add(place, "nested deeper than " + MAX_DEPTH + " levels");
      return new Node.Faulty(place);
    }
    return switch (node) {
      case MappingNode mapping -> table(mapping, place, depth);
      case SequenceNode sequence ->
          new Node.Items(
              sequence.getValue().stream().map(item -> node(item, depth + 1)).toList(), place);
      case ScalarNode scalar -> scalar(scalar, place);
      default -> new Node.Foreign(node.getNodeType().name(), place);
    };
  }

  private Node.Table table(MappingNode mapping, Place place, int depth) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place keyPlace = place(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(keyPlace, "a key must be a plain text");
      } else if (entries.containsKey(key.getValue())) {
        problems.add(keyPlace, "key \"" + key.getValue() + "\" is given twice");
      } else {
        entries.put(key.getValue(), node(tuple.getValueNode(), depth + 1));
      }
    }
    return new Node.Table(entries, place);
  }

  private static Node scalar(ScalarNode scalar, Place place) {
    String value = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.STR)) {
      return Node.Text.literal(value, place);
    }
    if (tag.equals(Tag.BOOL)) {
      return new Node.Flag(Boolean.parseBoolean(value), place);
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return number(value, place);
    }
    return tag.equals(Tag.NULL) ? new Node.Nothing(place) : new Node.Foreign(tag.getValue(), place);
  }

  private static Node number(String value, Place place) {
    try {
      return value.chars().allMatch(c -> Character.isDigit(c) || c == '-' || c == '+')
          ? new Node.Whole(Long.parseLong(value), place)
          : new Node.Fraction(Double.parseDouble(value), place);
    } catch (NumberFormatException outOfRange) {
      return new Node.Foreign(value, place);
    }
  }

  private Place place(Optional<Mark> mark) {
    return new Place(file, mark.map(m -> m.getLine() + 1).orElse(1));
  }
}
