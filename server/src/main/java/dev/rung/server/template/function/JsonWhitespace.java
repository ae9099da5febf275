package dev.rung.server.template.function;

/** Sets the white space of a text that is known to be JSON. */
final class JsonWhitespace {
  private final String json;
  private final boolean pretty;
  private final StringBuilder out;
  private int depth;

  private JsonWhitespace(String json, boolean pretty) {
    this.json = json;
    this.pretty = pretty;
    this.out = new StringBuilder(json.length() * (pretty ? 2 : 1));
  }

  static String pretty(String json) {
    return new JsonWhitespace(json, true).laidOut();
  }

  static String minified(String json) {
    return new JsonWhitespace(json, false).laidOut();
  }

  private String laidOut() {
    int at = 0;
    while (at < json.length()) {
      char c = json.charAt(at);
      if (c == '"') {
        int end = endOfString(at);
        out.append(json, at, end);
        at = end;
      } else {
        structure(c, at);
        at++;
      }
    }
    return out.toString();
  }

  private void structure(char c, int at) {
    switch (c) {
      case ' ', '\t', '\r', '\n' -> {}
      case '{', '[' -> open(c, at);
      case '}', ']' -> close(c);
      case ',' -> {
        out.append(c);
        newLine();
      }
      case ':' -> out.append(pretty ? ": " : ":");
      default -> out.append(c);
    }
  }

  private void open(char c, int at) {
    out.append(c);
    depth++;
    if (!isClosedAtOnce(at)) {
      newLine();
    }
  }

  private void close(char c) {
    depth--;
    char last = out.charAt(out.length() - 1);
    if (last != '{' && last != '[') {
      newLine();
    }
    out.append(c);
  }

  private void newLine() {
    if (pretty) {
      out.append('\n').repeat("  ", depth);
    }
  }

  private boolean isClosedAtOnce(int opening) {
    int next = opening + 1;
    while (Character.isWhitespace(json.charAt(next))) {
      next++;
    }
    return json.charAt(next) == '}' || json.charAt(next) == ']';
  }

  /** The place after the closing quote of the string that opens here. */
  private int endOfString(int opening) {
    int at = opening + 1;
    while (json.charAt(at) != '"') {
      at += json.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
