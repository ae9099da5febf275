package dev.rung.server.template;

import java.util.List;
import java.util.Optional;

/**
 * A short request in the form that patterns are written for: one line, single spaces, {@link
 * Folding folded} characters, no courtesy around it and no question mark or full stop at its end.
 */
record Phrase(String text) {
  /** In characters; whoever writes more wants more than a phrase can say. */
  static final int MAX_LENGTH = 200;

  /** Empty for a text that is too long, has several lines or holds invisible characters. */
  static Optional<Phrase> of(String request) {
    return readings(request).stream().findFirst();
  }

  /**
   * The phrase, and behind it the same with the last words of courtesy before it where there are
   * any: "a password" is no request, "give me a password" is.
   */
  static List<Phrase> readings(String request) {
    return plain(request)
        .map(plain -> {
          int end =
              endBeforeMarks(plain, Courtesy.end(plain, endBeforeMarks(plain, plain.length())));
          int start = Courtesy.start(plain);
          int asked = Courtesy.lastStart(plain);
          if (start >= end) {
            return List.of(new Phrase(plain.substring(0, end)));
          }
          var phrase = new Phrase(plain.substring(start, end));
          return asked == start
              ? List.of(phrase)
              : List.of(phrase, new Phrase(plain.substring(asked, end)));
        })
        .orElse(List.of());
  }

  private static Optional<String> plain(String request) {
    if (request.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String stripped = request.strip();
    var plain = new StringBuilder(stripped.length());
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (isUnfit(c)) {
        return Optional.empty();
      }
      append(c, plain);
    }
    return Optional.of(plain.toString());
  }

  private static void append(char c, StringBuilder plain) {
    if (!Character.isSpaceChar(c) && c != '\t') {
      Folding.appendFolded(c, plain);
    } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
      plain.append(' ');
    }
  }

  private static boolean isUnfit(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\t';
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  /** An exclamation mark after a number stays: it may be a factorial. */
  private static int endBeforeMarks(String text, int end) {
    int at = end;
    while (at > 1 && isClosingMark(text, at - 1)) {
      at--;
    }
    return at;
  }

  private static boolean isClosingMark(String text, int at) {
    return switch (text.charAt(at)) {
      case '?', '.', ' ', '。', '｡', '।' -> true;
      case '!' -> text.charAt(at - 1) != ')' && !Character.isDigit(text.charAt(at - 1));
      default -> false;
    };
  }
}
