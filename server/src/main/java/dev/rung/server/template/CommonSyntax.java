package dev.rung.server.template;

import java.util.Optional;

/**
 * Reads patterns in the part of RE2's syntax that the JDK's patterns have as well, with the same
 * meaning for texts of printable ASCII. Whatever it does not know is of none: flags, anchors,
 * classes by name and classes within classes. Nor is what can be empty in several ways: the two
 * fill its groups differently, and the JDK could try all ways without a look at the text. For one
 * pattern and one thread.
 */
final class CommonSyntax {
  private static final String SPECIAL = "()[]{}|.^$?*+\\";
  private static final String SHORT_CLASSES = "dDsSwW";

  /** Beyond ASCII these two alone are letters of ASCII in another case (U+017F, U+212A). */
  private static final char LONG_S = '\u017F';

  private static final char KELVIN = '\u212A';

  private final String pattern;
  private final StringBuilder translated;
  private int at;

  /** Of none of both: the pattern is left to RE2/J. */
  private static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super("", null, false, false);
    }
  }

  private CommonSyntax(String pattern) {
    this.pattern = pattern;
    this.translated = new StringBuilder(pattern.length());
  }

  /**
   * The pattern as the JDK spells it; absent where it may mean something else there.
   *
   * @param pattern that RE2/J has compiled
   */
  static Optional<String> translated(String pattern) {
    var reading = new CommonSyntax(pattern);
    try {
      reading.alternation();
      return reading.at == pattern.length()
          ? Optional.of(reading.translated.toString())
          : Optional.empty();
    } catch (Unknown leftToRe2) {
      return Optional.empty();
    }
  }

  /** Whether it may match nothing. */
  private boolean alternation() throws Unknown {
    boolean empty = sequence();
    while (peek() == '|') {
      take();
      boolean next = sequence();
      if (empty && next) {
        throw new Unknown();
      }
      empty |= next;
    }
    return empty;
  }

  private boolean sequence() throws Unknown {
    boolean empty = true;
    while (at < pattern.length() && peek() != '|' && peek() != ')') {
      empty &= repeated(atom());
    }
    return empty;
  }

  /** Whether this may be empty with the count behind it, if there is one. */
  private boolean repeated(boolean empty) throws Unknown {
    boolean none = false;
    switch (peek()) {
      case '?' -> {
        requireSome(empty);
        none = true;
      }
      case '*' -> {
        requireSome(empty);
        none = true;
      }
      case '+' -> requireSome(empty);
      case '{' -> {
        requireSome(empty);
        return counted();
      }
      default -> {
        return empty;
      }
    }
    take();
    lazily();
    return empty || none;
  }

  private static void requireSome(boolean empty) throws Unknown {
    if (empty) {
      throw new Unknown();
    }
  }

  /** "{2}", "{2,}" or "{2,3}"; other braces are text for RE2. Whether none is enough. */
  private boolean counted() throws Unknown {
    take();
    int start = at;
    digits();
    boolean none = pattern.substring(start, at).chars().allMatch(c -> c == '0');
    if (at == start) {
      throw new Unknown();
    }
    if (peek() == ',') {
      take();
      digits();
    }
    expect('}');
    lazily();
    return none;
  }

  private void digits() throws Unknown {
    while (peek() >= '0' && peek() <= '9') {
      take();
    }
  }

  private void lazily() throws Unknown {
    if (peek() == '?') {
      take();
    }
  }

  private boolean atom() throws Unknown {
    switch (peek()) {
      case '(' -> {
        return group();
      }
      case '[' -> characterClass();
      case '\\' -> escape();
      case '.' -> take();
      default -> {
        requireText(peek());
        if (SPECIAL.indexOf(peek()) >= 0) {
          throw new Unknown();
        }
        take();
      }
    }
    return false;
  }

  /** Of any kind but flags. */
  private boolean group() throws Unknown {
    take();
    if (peek() == '?') {
      take();
      if (pattern.startsWith("P<", at)) {
        at++;
        name();
      } else {
        expect(':');
      }
    }
    boolean empty = alternation();
    expect(')');
    return empty;
  }

  /** RE2 takes more names than the JDK. */
  private void name() throws Unknown {
    take();
    if (!isLetterOrDigit(peek()) || peek() <= '9') {
      throw new Unknown();
    }
    while (isLetterOrDigit(peek())) {
      take();
    }
    expect('>');
  }

  private void escape() throws Unknown {
    take();
    boolean known = SHORT_CLASSES.indexOf(peek()) >= 0;
    if (!known && (isLetterOrDigit(peek()) || peek() > '~')) {
      throw new Unknown();
    }
    take();
  }

  private void characterClass() throws Unknown {
    take();
    if (peek() == '^') {
      take();
    }
    boolean first = true;
    while (first || peek() != ']') {
      if (peek() == '-' && !first && next() != ']') {
        throw new Unknown();
      }
      item();
      first = false;
    }
    take();
  }

  /** One character, a range, or a short class. */
  private void item() throws Unknown {
    if (peek() == '\\') {
      escape();
      if (peek() == '-' && next() != ']') {
        throw new Unknown();
      }
      return;
    }
    char from = ofClass();
    if (peek() == '-' && next() != ']') {
      take();
      char to = ofClass();
      if (from == '-' || (from <= LONG_S && to >= LONG_S) || (from <= KELVIN && to >= KELVIN)) {
        throw new Unknown();
      }
    }
  }

  private char ofClass() throws Unknown {
    char c = peek();
    requireText(c);
    if ("[]&\\".indexOf(c) >= 0) {
      throw new Unknown();
    }
    take();
    return c;
  }

  private void requireText(char c) throws Unknown {
    if (c < ' ' || Character.isSurrogate(c) || c == LONG_S || c == KELVIN) {
      throw new Unknown();
    }
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The character that is read next; none at the end. */
  private char peek() {
    return at < pattern.length() ? pattern.charAt(at) : '\0';
  }

  private char next() {
    return at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\0';
  }

  private void expect(char wanted) throws Unknown {
    if (peek() != wanted) {
      throw new Unknown();
    }
    take();
  }

  private void take() throws Unknown {
    if (at == pattern.length()) {
      throw new Unknown();
    }
    translated.append(pattern.charAt(at));
    at++;
  }
}
