package dev.rung.server.template;

import java.util.Optional;

/**
 * The text that a request wants to be worked on, where it is plain which text that is: in quotes or
 * a code fence up to the end of the request, on one line after a colon, a {@link SampleText}, or a
 * single word where a pattern has a place for one.
 */
final class Payload {
  /** Of the whole request, in characters. */
  static final int MAX_LENGTH = 65_536;

  private static final String OPENING = "\"'`“‘«「„";
  private static final String CLOSING = "\"'`”’»」“";

  /** Where no spaces are written, they part two sentences. */
  private static final String WIDE_MARKS = "、，。；：！？";

  private static final String FENCE = "```";

  /** Whoever writes more on the line after a colon may well have gone on to something else. */
  private static final int LONGEST_LINE = 1_000;

  private Payload() {}

  /**
   * The payload in what follows the opening words of a request: in quotes, or after a colon.
   *
   * @param strictShape whether all of it may be taken, even without a colon and over several lines,
   *     because whoever gets it refuses what is not of its own shape
   */
  static Optional<String> after(String rest, boolean strictShape) {
    String text = rest.strip();
    if (text.startsWith(":") || (strictShape && text.startsWith("?"))) {
      return afterColon(text.substring(1).strip(), strictShape);
    }
    if (isQuote(text)) {
      return quoted(withoutQuestionMark(text));
    }
    boolean separate = !rest.isEmpty() && Character.isWhitespace(rest.charAt(0));
    return separate && (strictShape || SampleText.is(text)) ? all(text) : Optional.empty();
  }

  /** Whether nothing but a colon stands before the first line feed. */
  static boolean beginsOnNewLine(String rest) {
    int end = rest.indexOf('\n');
    if (end < 0) {
      return false;
    }
    String before = rest.substring(0, end).strip();
    return before.isEmpty() || before.equals(":");
  }

  /** A text that is one word, or is in quotes. */
  static Optional<String> wordOrQuoted(String text) {
    if (isQuote(text)) {
      return quoted(text);
    }
    return isPlainWord(text) || SampleText.is(text) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> afterColon(String text, boolean strictShape) {
    if (isQuote(text)) {
      return quoted(text);
    }
    if (strictShape) {
      return all(text);
    }
    boolean plain =
        text.length() <= LONGEST_LINE
            && text.lines().count() == 1
            && !FollowUp.isIn(text)
            && !Description.isIn(text);
    return plain ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> all(String text) {
    return Optional.of(text).filter(t -> !t.isEmpty());
  }

  private static String withoutQuestionMark(String text) {
    return text.endsWith("?") ? text.substring(0, text.length() - 1).strip() : text;
  }

  private static boolean isQuote(String text) {
    return !text.isEmpty() && OPENING.indexOf(text.charAt(0)) >= 0;
  }

  /** What is between the quotes, which must be the first and the last character and no other. */
  private static Optional<String> quoted(String text) {
    if (text.startsWith(FENCE)) {
      return fenced(text);
    }
    char closing = CLOSING.charAt(OPENING.indexOf(text.charAt(0)));
    boolean whole = text.length() > 2 && text.indexOf(closing, 1) == text.length() - 1;
    return whole ? Optional.of(text.substring(1, text.length() - 1)) : Optional.empty();
  }

  /** What is inside the fence, without its language and its last line feed. */
  private static Optional<String> fenced(String text) {
    int firstLineEnd = text.indexOf('\n');
    int close = text.indexOf(FENCE, FENCE.length());
    if (firstLineEnd < 0 || close <= firstLineEnd || close != text.length() - FENCE.length()) {
      return Optional.empty();
    }
    String inside = text.substring(firstLineEnd + 1, close);
    return Optional.of(inside.endsWith("\n") ? inside.substring(0, inside.length() - 1) : inside);
  }

  private static boolean isPlainWord(String text) {
    return !text.isEmpty()
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))
        && text.chars().noneMatch(c -> WIDE_MARKS.indexOf(c) >= 0)
        && ".,;:!".indexOf(text.charAt(text.length() - 1)) < 0
        && !PointingWords.contain(text);
  }
}
