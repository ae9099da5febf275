package dev.rung.server.cache;

/** What signs of a text mean by what stands around them. Immutable. */
final class Signs {
  private static final String BRACKETS = "()[]";
  private static final String RUNS = ".:;?()[],";
  private static final String OPERATORS = "+-*/=^<>%×÷√−–";

  /** Letters and digits of an ion or a blood group: "SO4-". */
  private static final int LONGEST_CHARGED = 4;

  private static final int LONGEST_RUN = 8;
  private static final int LONGEST_PATH = 200;

  private final String text;

  Signs(String text) {
    this.text = text;
  }

  /** Whether it says something by itself, as a minus or what stands before a name does. */
  boolean isSign(int at, int c) {
    boolean digitFollows = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
    boolean apart = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
    boolean minus = (c == '-' || c == '–') && ((digitFollows && apart) || isBetweenNumbers(at));
    return minus
        || isPrefix(at, c)
        || isCharge(at, c)
        || isOfNumber(at, c)
        || isOfRun(at)
        || isFactorial(at, c);
  }

  /** {@code 5!} */
  private boolean isFactorial(int at, int c) {
    return c == '!' && at > 0 && Character.isDigit(text.charAt(at - 1));
  }

  /** Signs that stand together and apart from words: {@code ::}, {@code ?.}, {@code (?i)}. */
  private boolean isOfRun(int at) {
    int begin = at;
    while (begin > 0 && at - begin < LONGEST_RUN && isOfSigns(begin - 1)) {
      begin--;
    }
    int end = at;
    while (end < text.length() && end - at < LONGEST_RUN && isOfSigns(end)) {
      end++;
    }
    boolean apart = begin == 0 || Character.isWhitespace(text.charAt(begin - 1));
    boolean more = end < text.length();
    return apart && more && end - begin > 1;
  }

  private boolean isOfSigns(int at) {
    return RUNS.indexOf(text.charAt(at)) >= 0;
  }

  /** The hyphen of AB-12 or 1-B, but not of "20-year-old". */
  private boolean isOfNumber(int at, int c) {
    if (c != '-' || at == 0 || at + 1 == text.length()) {
      return false;
    }
    char before = text.charAt(at - 1);
    char behind = text.charAt(at + 1);
    boolean ends = at + 2 == text.length() || !Character.isLetter(text.charAt(at + 2));
    return (Character.isLetter(before) && Character.isDigit(behind))
        || (Character.isDigit(before) && Character.isLetter(behind) && ends);
  }

  /**
   * Whether the letters from here belong to a path, where their case counts; what is before a colon
   * and the name of the host are the same in any case.
   */
  boolean isOfPath(int at) {
    int begin = at;
    while (begin > 0
        && at - begin < LONGEST_PATH
        && !Character.isWhitespace(text.charAt(begin - 1))) {
      begin--;
    }
    String before = text.substring(begin, at);
    int host = before.indexOf("://");
    boolean absolute = before.startsWith("/") || before.startsWith("~/") || before.startsWith("./");
    return absolute
        || before.indexOf('\\') >= 0
        || (host >= 0 && before.indexOf('/', host + 3) > 0);
  }

  /** The minus of "Cl-" or "AB-", which no word follows. */
  private boolean isCharge(int at, int c) {
    int begin = at;
    while (begin > 0 && Character.isLetterOrDigit(text.charAt(begin - 1))) {
      begin--;
    }
    boolean ends = at + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
    boolean brief = begin < at && at - begin <= LONGEST_CHARGED;
    return c == '-' && ends && brief && Character.isUpperCase(text.charAt(begin));
  }

  /** "5 - 3" is not "5 3". */
  private boolean isBetweenNumbers(int at) {
    int before = next(at - 1, -1);
    int behind = next(at + 1, 1);
    return before >= 0
        && behind < text.length()
        && Character.isDigit(text.charAt(before))
        && Character.isDigit(text.charAt(behind));
  }

  /** What stands before a name without a space: {@code !important}, {@code .env}, {@code ./run}. */
  private boolean isPrefix(int at, int c) {
    boolean apart = at == 0 || Character.isWhitespace(text.charAt(at - 1));
    boolean begins = at + 1 < text.length() && Character.isLetter(text.charAt(at + 1));
    boolean path = c == '.' && at + 1 < text.length() && text.charAt(at + 1) == '/';
    return ("!.:".indexOf(c) >= 0 && apart && begins) || path;
  }

  /** A bracket beside a number or an operator, without which a formula means something else. */
  boolean isGrouping(int at, int c) {
    return BRACKETS.indexOf(c) >= 0 && (isOfFormula(at, -1) || isOfFormula(at, 1));
  }

  /** Whether the next character in this direction, beyond spaces, is a digit or an operator. */
  private boolean isOfFormula(int index, int step) {
    int next = next(index + step, step);
    return next >= 0
        && next < text.length()
        && (Character.isDigit(text.charAt(next)) || OPERATORS.indexOf(text.charAt(next)) >= 0);
  }

  /** A letter of a formula, whose place counts: {@code i++} is not {@code ++i}. */
  boolean isBesideOperator(int at, int end) {
    return isOperator(at - 1, -1) || isOperator(end, 1);
  }

  private boolean isOperator(int index, int step) {
    int next = next(index, step);
    boolean there = next >= 0 && next < text.length();
    // A dash with spaces around it may part two sentences.
    return there
        && OPERATORS.indexOf(text.charAt(next)) >= 0
        && (next == index || "-–".indexOf(text.charAt(next)) < 0);
  }

  /**
   * The first character from here in this direction that is no space; beyond the text if none is.
   */
  private int next(int from, int step) {
    int next = from;
    while (next >= 0 && next < text.length() && Character.isWhitespace(text.charAt(next))) {
      next += step;
    }
    return next;
  }
}
