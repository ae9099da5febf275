package dev.rung.server.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts variables into the texts of a tree: {@code ${NAME}} must be set, {@code ${NAME:-default}}
 * need not be, and a doubled dollar in front of a brace stands for itself. An empty variable counts
 * as not set.
 */
final class Substitution {
  private final Map<String, String> environment;
  private final Problems problems;

  Substitution(Map<String, String> environment, Problems problems) {
    this.environment = environment;
    this.problems = problems;
  }

  Node.Table table(Node.Table table) {
    Map<String, Node> entries = new LinkedHashMap<>();
    table.entries().forEach((key, value) -> entries.put(key, node(value)));
    return new Node.Table(entries, table.place());
  }

  private Node node(Node node) {
    return switch (node) {
      case Node.Table table -> table(table);
      case Node.Items items -> {
        List<Node> replaced = items.items().stream().map(this::node).toList();
        yield new Node.Items(replaced, items.place());
      }
      case Node.Text text -> text.value().contains("${") ? replaced(text) : text;
      case Node.Scalar scalar -> scalar;
      case Node.Faulty faulty -> faulty;
    };
  }

  private Node replaced(Node.Text text) {
    StringBuilder out = new StringBuilder();
    String rest = text.value();
    for (int at = rest.indexOf("${"); at >= 0; at = rest.indexOf("${")) {
      if (at > 0 && rest.charAt(at - 1) == '$') {
        out.append(rest, 0, at - 1).append("${");
        rest = rest.substring(at + 2);
        continue;
      }
      int end = rest.indexOf('}', at);
      Optional<String> value = end < 0 ? unclosed(text) : value(rest.substring(at + 2, end), text);
      if (value.isEmpty()) {
        return new Node.Faulty(text.place());
      }
      out.append(rest, 0, at).append(value.get());
      rest = rest.substring(end + 1);
    }
    return new Node.Text(out.append(rest).toString(), text.shown(), true, text.place());
  }

  private Optional<String> unclosed(Node.Text text) {
    problems.add(text.place(), "${ is not closed by } in " + text.shown());
    return Optional.empty();
  }

  private Optional<String> value(String reference, Node.Text text) {
    int colon = reference.indexOf(":-");
    String name = colon < 0 ? reference : reference.substring(0, colon);
    if (!Format.isVariable(name)) {
      problems.add(text.place(), "${" + reference + "} must name an environment variable");
      return Optional.empty();
    }
    String fallback = colon < 0 ? "" : reference.substring(colon + 2);
    if (fallback.contains("${")) {
      // It would end at the first brace, and the rest would stand as it is written.
      problems.add(text.place(), "a default must not hold a reference: " + text.shown());
      return Optional.empty();
    }
    String value = environment.getOrDefault(name, "");
    if (!value.isEmpty()) {
      return Optional.of(value);
    }
    if (colon >= 0) {
      return Optional.of(fallback);
    }
    problems.add(
        text.place(),
        "environment variable " + name + " is not set: set it, or write ${" + name + ":-default}");
    return Optional.empty();
  }
}
