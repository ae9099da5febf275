package dev.rung.server.http.openai;

import dev.rung.server.call.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One object of a request while it is read: a field of another type than is asked for is a
 * violation and counts as absent, and so does null, without being one. One thread.
 */
final class JsonObject {
  private final String path;
  private final Map<String, JsonValue> fields;
  private final Violations violations;
  private final Set<String> read = new HashSet<>();

  /**
   * An object of which nothing was read yet.
   *
   * @param path how violations name it; empty for the request itself
   */
  JsonObject(String path, JsonValue.Fields fields, Violations violations) {
    this.path = path;
    this.fields = fields.fields();
    this.violations = violations;
  }

  /** How violations name it. */
  String path() {
    return path;
  }

  /** How violations name a field. */
  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  void wrong(String name, String rule) {
    violations.add(path(name), rule);
  }

  /** The value of any type; null counts as absent. */
  Optional<JsonValue> value(String name) {
    read.add(name);
    JsonValue value = fields.get(name);
    return value instanceof JsonValue.Nothing ? Optional.empty() : Optional.ofNullable(value);
  }

  boolean has(String name) {
    return value(name).isPresent();
  }

  Optional<String> text(String name) {
    return value(name).flatMap(value -> text(path(name), value));
  }

  /** The same for an element of an array. */
  Optional<String> text(String field, JsonValue value) {
    if (value instanceof JsonValue.Text(String text)) {
      return Optional.of(text);
    }
    violations.add(field, "must be a string, not " + value.kind());
    return Optional.empty();
  }

  /** A text that must be there. */
  Optional<String> requiredText(String name) {
    if (!has(name)) {
      wrong(name, "must be given");
    }
    return text(name);
  }

  boolean flag(String name, boolean otherwise) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() instanceof JsonValue.Flag(boolean on)) {
      return on;
    }
    value.ifPresent(other -> wrong(name, "must be true or false, not " + other.kind()));
    return otherwise;
  }

  OptionalDouble number(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isPresent() && value.get() instanceof JsonValue.Numeral(String digits)) {
      return OptionalDouble.of(Double.parseDouble(digits));
    }
    value.ifPresent(other -> wrong(name, "must be a number, not " + other.kind()));
    return OptionalDouble.empty();
  }

  OptionalLong whole(String name) {
    Optional<JsonValue> value = value(name);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    if (value.get() instanceof JsonValue.Numeral(String digits)) {
      try {
        return OptionalLong.of(Long.parseLong(digits));
      } catch (NumberFormatException fraction) {
        wrong(name, "must be a whole number of 64 bits");
        return OptionalLong.empty();
      }
    }
    wrong(name, "must be a whole number, not " + value.get().kind());
    return OptionalLong.empty();
  }

  OptionalInt count(String name) {
    OptionalLong whole = whole(name);
    if (whole.isEmpty()) {
      return OptionalInt.empty();
    }
    // What does not fit is far outside of every range, on the same side.
    return OptionalInt.of(Math.clamp(whole.getAsLong(), Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  Optional<JsonObject> object(String name) {
    return value(name).flatMap(value -> object(path(name), value));
  }

  /** The same for an element of an array. */
  Optional<JsonObject> object(String field, JsonValue value) {
    if (value instanceof JsonValue.Fields inner) {
      return Optional.of(new JsonObject(field, inner, violations));
    }
    violations.add(field, "must be an object, not " + value.kind());
    return Optional.empty();
  }

  Optional<List<JsonValue>> array(String name) {
    return value(name)
        .flatMap(value -> {
          if (value instanceof JsonValue.Array(List<JsonValue> elements)) {
            return Optional.of(elements);
          }
          wrong(name, "must be an array, not " + value.kind());
          return Optional.empty();
        });
  }

  /** Paths of the fields that nobody asked for and that hold something. */
  List<String> unread() {
    List<String> unread = new ArrayList<>();
    fields.forEach((name, value) -> {
      if (!read.contains(name) && !(value instanceof JsonValue.Nothing)) {
        unread.add(path(name));
      }
    });
    return unread;
  }
}
