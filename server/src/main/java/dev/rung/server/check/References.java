package dev.rung.server.check;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds what a {@code $ref} names, within the schema alone (RFC 6901). Nothing is fetched. */
record References(JsonValue root) {

  JsonValue find(String reference) throws UncheckableException {
    if (!reference.isEmpty() && !reference.equals("#") && !reference.startsWith("#/")) {
      throw new UncheckableException("it refers to something beyond itself");
    }
    JsonValue at = root;
    String[] parts = reference.split("/", -1);
    for (int i = 1; i < parts.length; i++) {
      at =
          step(at, decoded(parts[i]))
              .orElseThrow(() -> new UncheckableException("it refers to what is not there"));
    }
    return at;
  }

  private static Optional<JsonValue> step(JsonValue at, String name) {
    return switch (at) {
      case JsonValue.Fields fields -> Optional.ofNullable(fields.values().get(name));
      case JsonValue.Items items -> item(items, name);
      default -> Optional.empty();
    };
  }

  private static Optional<JsonValue> item(JsonValue.Items items, String name) {
    boolean number = name.length() < 6 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number || name.isEmpty() || Integer.parseInt(name) >= items.values().size()) {
      return Optional.empty();
    }
    return Optional.of(items.values().get(Integer.parseInt(name)));
  }

  private static String decoded(String part) throws UncheckableException {
    try {
      String plain = URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
      return plain.replace("~1", "/").replace("~0", "~");
    } catch (IllegalArgumentException malformed) {
      throw new UncheckableException("it holds a malformed reference");
    }
  }
}
