package dev.rung.classifier;

/**
 * Tells pasted code from prose where no fence does, line by line. For one thread.
 *
 * <p>One look along the line collects what speaks for code (its end, its first word, indentation,
 * share of symbols, operators, a line of code before it) and against it (many words and few
 * symbols); two points make it code. A wrong guess on one line moves a few words from one count to
 * another, no more.
 */
final class LineShape {
  private static final WordTable STARTERS =
      WordLists.table("code-words.txt", name -> name.equals("STARTER") ? 1L : 0L);
  private static final int CODE_FROM = 2;
  private static final int PROSE_WORDS = 6;
  private static final int TAB = 4;
  private static final int IDEOGRAPHS_OF_PROSE = 4;

  private final Tables tables = new Tables();
  private final char[] scratch = new char[WordTable.MAX_WORD];
  private String text = "";
  private int start;
  private int end;
  private int indent;
  private int symbols;
  private int operators;
  private int words;
  private int proseEnd;
  private int codeEnd;
  private boolean tabular;

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
    if (LineStart.fence(text, start, end) > 0) {
      return LineKind.FENCE;
    }
    if (LineStart.isQuote(text, start, end)) {
      return LineKind.QUOTE;
    }
    if (LineStart.isTrace(text, start, end)) {
      return LineKind.TRACE;
    }
    return codeOrProse(before, lastFilled);
  }

  /** Where the line that was just judged begins, without its indentation. */
  int start() {
    return start;
  }

  /** Where the line that was just judged ends, without the blanks at its end. */
  int end() {
    return end;
  }

  /**
   * Of the line of code that was just judged: where prose ahead of the code ends, as in "format
   * this: {...}"; its start where there is none.
   */
  int proseEnd() {
    return proseEnd;
  }

  /** Where the code that was just judged ends, and prose behind it begins. */
  int codeEnd() {
    return codeEnd;
  }

  /** Whether the line of code that was just judged tells of tables. */
  boolean isTabular() {
    return tabular;
  }

  private LineKind codeOrProse(LineKind before, LineKind lastFilled) {
    boolean goesOn = indent >= 2 && lastFilled == LineKind.CODE;
    if (goesOn || LineStart.isCode(text, start, end, before)) {
      return LineKind.CODE;
    }
    tabular = tables.find(text, start, end);
    if (tabular) {
      proseEnd = tables.start();
      codeEnd = tables.end();
      return LineKind.CODE;
    }
    count();
    if (points(before) >= CODE_FROM && Formulas.count(text, start, end) == 0) {
      proseEnd = before == LineKind.CODE ? start : proseAhead();
      return LineKind.CODE;
    }
    return LineStart.item(text, start, end) > start ? LineKind.ITEM : LineKind.PROSE;
  }

  private void trim(int from, int to) {
    start = from;
    end = to;
    indent = 0;
    while (start < end && text.charAt(start) <= ' ') {
      indent += text.charAt(start) == '\t' ? TAB : 1;
      start++;
    }
    while (end > start && text.charAt(end - 1) <= ' ') {
      end--;
    }
    proseEnd = start;
    codeEnd = end;
    tabular = false;
  }

  private void count() {
    symbols = 0;
    operators = 0;
    words = 0;
    char previous = ' ';
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      words += c > ' ' && previous <= ' ' ? 1 : 0;
      if (Symbols.isSymbol(c) && !exclaims(i)) {
        symbols++;
        operators += Symbols.isOperator(previous, c) ? 1 : 0;
      }
      previous = c;
    }
  }

  /** Whether the character is an exclamation mark behind words: that of code has an operand. */
  private boolean exclaims(int at) {
    if (text.charAt(at) != '!') {
      return false;
    }
    char next = at + 1 < end ? text.charAt(at + 1) : ' ';
    return next <= ' ' || next == '!' || next == '?';
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
    points += Math.min(2, operators) + (indent >= TAB ? 1 : 0) + (before == LineKind.CODE ? 1 : 0);
    return words >= PROSE_WORDS && share < 8 ? points - 2 : points;
  }

  /** The end of two or more plain words with a colon or a question mark behind them. */
  private int proseAhead() {
    if (startsLikeCode()) {
      return start;
    }
    boolean spaced = false;
    int ideographs = 0;
    for (int i = start; i + 1 < end; i++) {
      char c = text.charAt(i);
      boolean opens = (c == ':' || c == '?') && spaced && text.charAt(i + 1) == ' ';
      if (opens || c == '：' || c == '？') {
        return i + 1;
      }
      if (Symbols.isSymbol(c) && c != '-') {
        return ideographs >= IDEOGRAPHS_OF_PROSE ? i : start;
      }
      spaced |= c == ' ';
      ideographs += Letters.isIdeographic(c) ? 1 : 0;
    }
    return start;
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
}
