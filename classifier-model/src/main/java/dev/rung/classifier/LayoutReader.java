package dev.rung.classifier;

/** Looks over the lines of a prompt before they are read. For one thread and one text. */
final class LayoutReader {
  private static final int LONGEST_LEAD = 90;
  private static final int SHORTEST_MATERIAL = 40;
  private static final int FAR_LONGER = 2;
  private static final int SHORTEST_ANNOUNCED = 4;

  /** What a sign of Chinese, Japanese or Korean says, in letters. */
  private static final int LETTERS_OF_A_SIGN = 3;

  private final Conversation conversation = new Conversation();
  private int lines;
  private int paragraphs;
  private int head;
  private int tail;
  private int lead;
  private int options;
  private int examples;
  private int formulas;
  private int headings;
  private int capitals;
  private int digits;
  private int symbols;
  private int wide;
  private int size;
  private int announced;
  private boolean blankBefore = true;

  /** Looks over {@code text[from, to)}, whole lines of it. */
  void read(String text, int from, int to) {
    int start = from;
    while (start < to) {
      int feed = text.indexOf('\n', start, to);
      int end = feed < 0 ? to : feed;
      line(text, start, end);
      start = end + 1;
    }
  }

  /** Whether a line says who speaks, in a text that is a conversation; asked once all is read. */
  boolean isSpeech(String text, int start, int end) {
    return conversation.isOne() && Conversation.colon(text, start, end) > 0;
  }

  Layout layout() {
    return new Layout(
        lines,
        paragraphs,
        head,
        tail,
        lead,
        conversation.isOne() ? conversation.lines() : 0,
        options,
        examples,
        formulas,
        headings,
        capitals,
        digits,
        symbols,
        wide,
        size,
        announced);
  }

  private void line(String text, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    if (start == end) {
      blankBefore = true;
      return;
    }
    paragraphs += blankBefore ? 1 : 0;
    blankBefore = false;
    if (lines++ == 0) {
      head = end - start;
      opening(text, start, end);
    }
    tail = end - start;
    options += isOption(text, start, end) ? 1 : 0;
    headings += isHeading(text, start, end) ? 1 : 0;
    examples += isExample(text, start, end) ? 1 : 0;
    formulas += Formulas.count(text, start, end);
    conversation.line(text, start, end);
    characters(text, start, end);
  }

  /**
   * What stands before the first mark on the first line, "Five keywords for: The council voted
   * ...", and before its first colon, whatever stands behind it: "Plural of: ox".
   */
  private void opening(String text, int start, int end) {
    int most = Math.min(end, start + LONGEST_LEAD);
    boolean led = false;
    for (int at = start; at < most; at++) {
      char c = text.charAt(at);
      boolean colon = c == ':' || c == '：';
      boolean mark = colon || c == '?' || c == '？';
      boolean wide = c >= 0x80;
      if (mark && (wide || at + 1 == end || text.charAt(at + 1) <= ' ')) {
        int left = text.length() - at;
        if (!led) {
          led = true;
          lead = left >= SHORTEST_MATERIAL && left >= FAR_LONGER * (at - start) ? at - start : 0;
        }
        if (colon) {
          announced = left > SHORTEST_ANNOUNCED ? at - start : 0;
          return;
        }
      }
    }
  }

  private void characters(String text, int start, int end) {
    size += end - start;
    for (int at = start; at < end; at++) {
      char c = text.charAt(at);
      if (c >= 0x80) {
        boolean ideographic = Letters.isIdeographic(c);
        wide += ideographic ? 1 : 0;
        size += ideographic || Letters.isHangul(c) ? LETTERS_OF_A_SIGN - 1 : 0;
      } else if (c < 'a' || c > 'z') {
        size -= c <= ' ' ? 1 : 0;
        digits += c >= '0' && c <= '9' ? 1 : 0;
        symbols += Symbols.isSymbol(c) ? 1 : 0;
        capitals += c >= 'A' && c <= 'Z' && isWithin(text, start, at) ? 1 : 0;
      }
    }
  }

  /** Whether the word that begins here opens no sentence. */
  private static boolean isWithin(String text, int start, int at) {
    return at > start + 1
        && text.charAt(at - 1) == ' '
        && (Letters.inWord(text.charAt(at - 2)) || text.charAt(at - 2) == ',');
  }

  /** "Input: 3 5", "Example 1", "输出：9", "assert f(2) == 4". */
  private static boolean isExample(String text, int start, int end) {
    if (text.startsWith("assert ", start)) {
      return true;
    }
    int at = start;
    while (at < end && at - start <= Exercises.LONGEST && Letters.inWord(text.charAt(at))) {
      at++;
    }
    return Exercises.opens(text, start, at, end);
  }

  /** "A. Frost", "(B) in 1918", "c) nobody", "D、都不对". */
  private static boolean isOption(String text, int start, int end) {
    int letter = text.charAt(start) == '(' ? start + 1 : start;
    if (letter + 2 >= end) {
      return false;
    }
    int small = text.charAt(letter) | 0x20;
    char mark = text.charAt(letter + 1);
    boolean closed = mark == '.' || mark == ')';
    return small >= 'a'
        && small <= 'f'
        && ((closed && text.charAt(letter + 2) == ' ') || mark == '、' || mark == '．');
  }

  /** "## Requirements", or a line of signs that underlines one. */
  private static boolean isHeading(String text, int start, int end) {
    int marks = LineStart.run(text, start, end);
    return switch (text.charAt(start)) {
      case '#' -> start + marks < end && text.charAt(start + marks) == ' ';
      case '=', '-' -> marks >= 3 && start + marks == end;
      default -> false;
    };
  }
}
