package dev.rung.classifier;

/**
 * Tells pasted code from prose where no fence does, line by line.
 *
 * <p>One look along the line collects what speaks for code (its end, its first word, indentation,
 * share of symbols, operators, a line of code before it) and against it (many words and few
 * symbols); two points make it code. A wrong guess on one line moves a few words from one count to
 * another, no more.
 */
final class LineShape {
  private static final WordTable STARTERS =
      WordLists.read("code-words.txt", name -> name.equals("STARTER") ? 1L : 0L);
  private static final int CODE_FROM = 2;
  private static final int PROSE_WORDS = 6;

  private final char[] scratch = new char[WordTable.MAX_WORD];
  private String text = "";
  private int start;
  private int end;
  private int indent;
  private int symbols;
  private int operators;
  private int words;

  /**
   * The kind of the line {@code text[from, to)} outside of a fence.
   *
   * @param before the kind of the line just before
   * @param lastFilled the kind of the last line that was not blank
   */
  LineKind kind(String text, int from, int to, LineKind before, LineKind lastFilled) {
    this.text = text;
    trim(from, to);
    if (start == end) {
      return LineKind.BLANK;
    }
    if (isFence(text, start, end)) {
      return LineKind.FENCE;
    }
    if (text.charAt(start) == '>' && start + 1 < end && text.charAt(start + 1) != '=') {
      return text.startsWith(">>>", start) ? LineKind.CODE : LineKind.QUOTE;
    }
    if (isTrace()) {
      return LineKind.TRACE;
    }
    if (isComment(before) || (indent >= 2 && lastFilled == LineKind.CODE)) {
      return LineKind.CODE;
    }
    count();
    if (points(before) >= CODE_FROM) {
      return LineKind.CODE;
    }
    return isItem() ? LineKind.ITEM : LineKind.PROSE;
  }

  /** Whether the trimmed line opens or closes a fence. */
  static boolean isFence(String text, int start, int end) {
    return end - start >= 3 && (text.startsWith("```", start) || text.startsWith("~~~", start));
  }

  private void trim(int from, int to) {
    start = from;
    end = to;
    indent = 0;
    while (start < end && text.charAt(start) <= ' ') {
      indent += text.charAt(start) == '\t' ? 4 : 1;
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
  }

  private boolean isTrace() {
    return (text.startsWith("at ", start) && text.charAt(end - 1) == ')')
        || text.startsWith("File \"", start)
        || text.startsWith("Traceback (most", start)
        || text.startsWith("Caused by: ", start);
  }

  private boolean isComment(LineKind before) {
    char first = text.charAt(start);
    return text.startsWith("//", start)
        || text.startsWith("/*", start)
        || text.startsWith("*/", start)
        || text.startsWith("<!--", start)
        || text.startsWith("#!", start)
        || text.startsWith("#include", start)
        || (before == LineKind.CODE && (first == '#' || first == '*' || first == '@'));
  }

  private void count() {
    symbols = 0;
    operators = 0;
    words = 0;
    char previous = ' ';
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c > ' ' && previous <= ' ') {
        words++;
      }
      if (isSymbol(c)) {
        symbols++;
        if (isOperator(previous, c)) {
          operators++;
        }
      }
      previous = c;
    }
  }

  private int points(LineKind before) {
    int share = symbols * 100 / (end - start);
    int points = share >= 20 ? 2 : share >= 10 ? 1 : 0;
    char last = text.charAt(end - 1);
    if (last == ';' || last == '{' || last == '}') {
      points += 2;
    }
    if (startsLikeCode()) {
      points += symbols > 0 ? 2 : 1;
    }
    points += Math.min(2, operators) + (indent >= 4 ? 1 : 0) + (before == LineKind.CODE ? 1 : 0);
    return words >= PROSE_WORDS && share < 8 ? points - 2 : points;
  }

  private boolean startsLikeCode() {
    int hash = WordTable.emptyHash();
    int length = 0;
    while (start + length < end && Letters.inWord(text.charAt(start + length))) {
      if (length == WordTable.MAX_WORD) {
        return false;
      }
      scratch[length] = Letters.fold(text.charAt(start + length));
      hash = WordTable.hash(hash, scratch[length++]);
    }
    return STARTERS.find(scratch, length, hash) != 0;
  }

  private boolean isItem() {
    char first = text.charAt(start);
    int next = start + 1;
    if (first >= '0' && first <= '9') {
      while (next < end && text.charAt(next) >= '0' && text.charAt(next) <= '9') {
        next++;
      }
      return next + 1 < end
          && (text.charAt(next) == '.' || text.charAt(next) == ')')
          && text.charAt(next + 1) == ' ';
    }
    return (first == '-' || first == '*' || first == '•' || first == '+')
        && next < end
        && text.charAt(next) == ' ';
  }

  private static boolean isSymbol(char c) {
    return switch (c) {
      case '(',
          ')',
          '{',
          '}',
          '[',
          ']',
          ';',
          '=',
          '<',
          '>',
          '_',
          '|',
          '&',
          '$',
          '\\',
          '@',
          '+',
          ':',
          '*',
          '/',
          '!',
          '-' ->
          true;
      default -> false;
    };
  }

  private static boolean isOperator(char first, char second) {
    return switch (second) {
      case '=' -> first == '=' || first == '!' || first == ':' || first == '+' || first == '-';
      case '>' -> first == '-' || first == '=';
      case ':' -> first == ':';
      case '&', '|' -> first == second;
      case ')' -> first == '(';
      case '/' -> first == '<';
      default -> false;
    };
  }
}
