package dev.rung.server.template;

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
    return Optional.of(new Phrase(bare(plain.toString())));
  }

  private static void append(char c, StringBuilder plain) {
    if (!Character.isSpaceChar(c) && c != '\t') {
      plain.append(Folding.fold(c));
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

  private static String bare(String text) {
    int end = endBeforeMarks(text, Courtesy.end(text, endBeforeMarks(text, text.length())));
    int start = Courtesy.start(text);
    return text.substring(start < end ? start : 0, end);
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
