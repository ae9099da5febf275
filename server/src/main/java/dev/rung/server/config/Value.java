package dev.rung.server.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One value that was written, under the name that messages give it: a key or a variable. Whatever
 * it is not, is reported.
 */
record Value(Reading reading, String name, Node node) {

  <T> Optional<T> as(Format<T> format) {
    return switch (node) {
      case Node.Scalar scalar -> {
        Optional<T> read = format.read(scalar);
        if (read.isEmpty()) {
          refuse(format.rule() + (format.secretive() ? "" : ", not " + scalar.shown()));
        }
        yield read;
      }
      case Node.Table table -> refuse(format.rule() + ", not a table");
      case Node.Items items -> refuse(format.rule() + ", not a list");
      case Node.Faulty reported -> Optional.empty();
    };
  }

  Optional<Node.Table> asTable() {
    return switch (node) {
      case Node.Table table -> Optional.of(table);
      case Node.Nothing(var place) -> Optional.of(new Node.Table(Map.of(), place));
      case Node.Items items -> refuse("a table, not a list");
      case Node.Scalar scalar -> refuse("a table, not a single value");
      case Node.Faulty reported -> Optional.empty();
    };
  }

  Optional<List<Value>> asList() {
    return switch (node) {
      case Node.Items items ->
          Optional.of(items.items().stream().map(i -> new Value(reading, name, i)).toList());
      case Node.Nothing nothing -> Optional.of(List.of());
      case Node.Table table -> refuse("a list, not a table");
      case Node.Scalar scalar -> refuse("a list, not a single value");
      case Node.Faulty reported -> Optional.empty();
    };
  }

  private <T> Optional<T> refuse(String rule) {
    reading.problem(node.place(), name + " must be " + rule);
    return Optional.empty();
  }
}
