package dev.rung.server.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One table while it is read. What is asked for is thereby known; keys that nobody asked for are
 * refused at the end. A value at fault is reported and counts as absent.
 */
final class Section {
  private final Reading reading;
  private final Node.Table table;
  private final String name;
  private final String path;
  private final String pattern;
  private final boolean overridable;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> refused = new HashSet<>();

  /**
   * A table.
   *
   * @param name its own, the last part of its path; may hold dots itself
   */
  private Section(
      Reading reading,
      Node.Table table,
      String name,
      String path,
      String pattern,
      boolean overridable) {
    this.reading = reading;
    this.table = table;
    this.name = name;
    this.path = path;
    this.pattern = pattern;
    this.overridable = overridable;
  }

  /** Reads the outermost table. */
  static <T> T read(Reading reading, Node.Table root, Function<Section, T> reader) {
    return new Section(reading, root, "", "", "", true).finish(reader);
  }

  private <T> T finish(Function<Section, T> reader) {
    T result = reader.apply(this);
    table.entries().keySet().stream()
        .filter(key -> !known.contains(key) && !refused.contains(key))
        .forEach(this::refuseUnknown);
    return result;
  }

  private void refuseUnknown(String key) {
    String hint =
        Nearest.to(key, known)
            .map(nearest -> ": did you mean " + nearest + "?")
            .orElse("; known here: " + String.join(", ", known));
    reading.problem(place(key), "unknown key " + join(path, key) + hint);
  }

  /** Refuses a key with a reason of its own, in place of "unknown". */
  void refuse(String key, String message) {
    refused.add(key);
    if (has(key)) {
      problem(key, message);
    }
  }

  /** The last part of the table's path. */
  String name() {
    return name;
  }

  Reading reading() {
    return reading;
  }

  Place place() {
    return table.place();
  }

  Place place(String key) {
    return written(key).map(value -> value.node().place()).orElse(place());
  }

  /** Whether anything is written for this key, right or wrong. */
  boolean has(String key) {
    return written(key).isPresent();
  }

  void problem(String key, String message) {
    reading.problem(place(key), written(key).map(Value::name).orElse(join(path, key)) + message);
  }

  <T> T get(String key, Format<T> format, T fallback) {
    return scalar(key, format, format.spelling().apply(fallback)).orElse(fallback);
  }

  <T> Optional<T> find(String key, Format<T> format) {
    return scalar(key, format, "");
  }

  /** Like {@link #find}, but its absence is a problem. */
  <T> Optional<T> require(String key, Format<T> format) {
    if (!has(key)) {
      problem(key, " is missing: it must be " + format.rule());
    }
    return find(key, format);
  }

  private <T> Optional<T> scalar(String key, Format<T> format, String fallback) {
    know(key, format.rule(), fallback, overridable);
    Optional<Value> value = written(key);
    value.ifPresent(v -> reading.found(join(path, key), v.node().place()));
    Optional<T> read = value.flatMap(v -> v.as(format));
    if (format.equals(Format.VARIABLE)) {
      // It may begin as ours do, and is then no mistake.
      read.ifPresent(name -> reading.knowVariable(name.toString()));
    }
    return read;
  }

  /** A list of single values; absent where the key is not given. */
  <T> Optional<List<T>> list(String key, Format<T> format) {
    know(key, "a list, each " + format.rule(), "", false);
    return written(key)
        .flatMap(Value::asList)
        .map(values -> values.stream().flatMap(value -> value.as(format).stream()).toList());
  }

  /** A table of known keys; read from nothing where it is not given. */
  <T> T table(String key, Function<Section, T> reader) {
    return table(key, key, reader);
  }

  /** The same, for one of several tables of the same keys; they are documented under one name. */
  <T> T table(String key, String keyPattern, Function<Section, T> reader) {
    known.add(key);
    Optional<Node.Table> given = written(key).flatMap(Value::asTable);
    return inner(key, key, keyPattern, given.orElse(new Node.Table(Map.of(), place())), reader);
  }

  /** Tables under names that the user chooses, and under those that variables speak of. */
  <T> Map<String, T> tables(String key, Set<String> implied, Function<Section, T> reader) {
    known.add(key);
    Map<String, Node.Table> named = new LinkedHashMap<>();
    written(key).flatMap(Value::asTable).ifPresent(outer -> named.putAll(tablesOf(key, outer)));
    implied.stream()
        .filter(name -> reading.hasVariables(Variables.of(join(join(path, key), name)) + "_"))
        .forEach(name -> named.putIfAbsent(name, new Node.Table(Map.of(), Place.ENVIRONMENT)));
    Map<String, T> read = new LinkedHashMap<>();
    named.forEach((name, entry) ->
        read.put(name, inner(name, join(key, name), join(key, "NAME"), entry, reader)));
    return read;
  }

  /** Single values under names that the user chooses; no variable overrides them. */
  <T> Map<String, T> named(String key, Format<T> format) {
    known.add(key);
    String each = join(join(pattern, key), "NAME");
    reading.know(new Setting(each, format.rule(), "", Optional.empty()));
    Map<String, T> read = new LinkedHashMap<>();
    written(key)
        .flatMap(Value::asTable)
        .ifPresent(outer ->
            outer
                .entries()
                .forEach((name, node) ->
                    new Value(reading, join(join(path, key), name), node)
                        .as(format)
                        .ifPresent(value -> read.put(name, value))));
    return read;
  }

  private Map<String, Node.Table> tablesOf(String key, Node.Table outer) {
    Map<String, Node.Table> named = new LinkedHashMap<>();
    outer
        .entries()
        .forEach((name, node) ->
            new Value(reading, join(join(path, key), name), node)
                .asTable()
                .ifPresent(inner -> named.put(name, inner)));
    return named;
  }

  /** The tables of a list, which no variable overrides. */
  <T> List<T> listOfTables(String key, String keyPattern, Function<Section, T> reader) {
    known.add(key);
    return written(key).flatMap(Value::asList).orElse(List.of()).stream()
        .flatMap(value -> value.asTable().stream())
        .map(entry ->
            new Section(reading, entry, key, join(path, key), join(pattern, keyPattern), false))
        .map(section -> section.finish(reader))
        .toList();
  }

  private <T> T inner(
      String innerName,
      String key,
      String keyPattern,
      Node.Table entry,
      Function<Section, T> read) {
    return new Section(
            reading, entry, innerName, join(path, key), join(pattern, keyPattern), overridable)
        .finish(read);
  }

  private Optional<Value> written(String key) {
    String name = join(path, key);
    String variable = Variables.of(name);
    Optional<Node> override =
        (overridable ? reading.variable(variable) : Optional.<String>empty())
            .map(Node.Text::ofVariable);
    return override
        .map(node -> new Value(reading, variable, node))
        .or(() ->
            Optional.ofNullable(table.entries().get(key))
                .map(node -> new Value(reading, name, node)));
  }

  private void know(String key, String rule, String fallback, boolean variable) {
    known.add(key);
    Optional<String> generic = Optional.of(Variables.of(join(pattern, key))).filter(n -> variable);
    reading.know(new Setting(join(pattern, key), rule, fallback, generic));
    if (variable) {
      reading.knowVariable(Variables.of(join(path, key)));
    }
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
