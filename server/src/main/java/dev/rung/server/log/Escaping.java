package dev.rung.server.log;

/** Text that stays within its line and its quotes. */
final class Escaping {
  private static final char DELETE = 0x7f;
  private static final char LAST_C1_CONTROL = 0x9f;
  private static final char LINE_SEPARATOR = 0x2028;
  private static final char PARAGRAPH_SEPARATOR = 0x2029;

  private Escaping() {}

  /** Whether a value needs no quotes: not empty, and printable ASCII without {@code "\ =}. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= DELETE || c == '"' || c == '\\' || c == '=') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Appends with quotes, backslashes, and everything that may steer a terminal escaped. */
  static void append(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> appendOther(line, c);
      }
    }
  }

  private static void appendOther(StringBuilder line, char c) {
    if (isControl(c)) {
      line.append("\\u%04x".formatted((int) c));
    } else {
      line.append(c);
    }
  }

  private static boolean isControl(char c) {
    return c < ' '
        || (c >= DELETE && c <= LAST_C1_CONTROL)
        || c == LINE_SEPARATOR
        || c == PARAGRAPH_SEPARATOR;
  }
}
