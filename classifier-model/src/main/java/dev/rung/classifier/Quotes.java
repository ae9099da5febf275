package dev.rung.classifier;

/** Finds quoted spans: what stands in them is spoken of, not asked for. */
final class Quotes {
  /** A longer span is not taken for a quotation. */
  private static final int LONGEST = 2_000;

  private Quotes() {}

  /**
   * Where the quotation that opens at {@code at} ends, past its closing mark; {@code at} itself
   * where none opens there or it is not closed within the line.
   */
  static int end(String text, int at, int to) {
    char close = closing(text.charAt(at));
    if (close == 0 || !opens(text, at, to)) {
      return at;
    }
    int limit = Math.min(to, at + LONGEST);
    for (int i = at + 1; i < limit; i++) {
      if (text.charAt(i) == close && (close != '\'' || !wordAt(text, i + 1, to))) {
        return i + 1;
      }
    }
    return at;
  }

  private static char closing(char open) {
    return switch (open) {
      case '"', '\'', '`' -> open;
      case '“' -> '”';
      case '„' -> '“';
      case '«' -> '»';
      case '「' -> '」';
      case '『' -> '』';
      default -> 0;
    };
  }

  /** French sets a space behind its opening mark. */
  private static boolean opens(String text, int at, int to) {
    return at + 1 < to
        && (text.charAt(at + 1) > ' ' || text.charAt(at) == '«')
        && (text.charAt(at) != '\'' || at == 0 || !Letters.inWord(text.charAt(at - 1)));
  }

  private static boolean wordAt(String text, int at, int to) {
    return at < to && Letters.inWord(text.charAt(at));
  }
}
