package dev.rung.classifier;

/**
 * What the beginning of a line alone tells. All methods take a trimmed, non-empty line {@code
 * text[start, end)}.
 */
final class LineStart {
  private static final String CREATE_TABLE = "create table ";
  private static final int SHORTEST_FENCE = 3;

  /** How many blanks at the end of a line are passed over to see how the next one begins. */
  private static final int BLANKS_AT_END = 4;

  private LineStart() {}

  /**
   * How many backticks or tildes open a fence here, or 0. What stands behind backticks must hold no
   * backtick (CommonMark 4.5), else it is code within a line.
   */
  static int fence(String text, int start, int end) {
    char mark = text.charAt(start);
    if (mark != '`' && mark != '~') {
      return 0;
    }
    int run = run(text, start, end);
    boolean inLine = mark == '`' && text.indexOf('`', start + run, end) >= 0;
    return run < SHORTEST_FENCE || inLine ? 0 : run;
  }

  /** Whether the whole line is the closing mark of a fence opened by {@code length} marks. */
  static boolean closesFence(String text, int start, int end, char mark, int length) {
    return text.charAt(start) == mark
        && end - start >= length
        && run(text, start, end) == end - start;
  }

  static boolean isQuote(String text, int start, int end) {
    return text.charAt(start) == '>'
        && !text.startsWith(">>>", start)
        && (start + 1 == end || text.charAt(start + 1) != '=');
  }

  static boolean isTrace(String text, int start, int end) {
    return (text.startsWith("at ", start) && text.charAt(end - 1) == ')')
        || text.startsWith("File \"", start)
        || text.startsWith("Traceback (most", start)
        || text.startsWith("Caused by: ", start);
  }

  /** A comment, a directive or a prompt of an interpreter: code whatever follows. */
  static boolean isCode(String text, int start, int end, LineKind before) {
    return switch (text.charAt(start)) {
      case '/' -> text.startsWith("//", start) || text.startsWith("/*", start);
      case '*' -> before == LineKind.CODE || text.startsWith("*/", start);
      case '<' -> text.startsWith("<!--", start) || text.startsWith("<?", start);
      case '#' ->
          before == LineKind.CODE
              || text.startsWith("#!", start)
              || text.startsWith("#include", start)
              || opensComments(text, start, end);
      case '>' -> text.startsWith(">>> ", start);
      case '@' -> before == LineKind.CODE;
      case 'c', 'C', '|' -> isTable(text, start, end);
      case 'f' -> text.startsWith("from ", start) && text.indexOf(" import ", start, end) > 0;
      default -> false;
    };
  }

  /**
   * The first of several lines that begin with one "#" each; headings of a text have text below.
   */
  private static boolean opensComments(String text, int start, int end) {
    int feed = text.indexOf('\n', end, Math.min(text.length(), end + BLANKS_AT_END));
    return feed >= 0
        && isMarked(text, start, end)
        && feed + 1 < text.length()
        && text.charAt(feed + 1) == '#'
        && isMarked(text, feed + 1, text.length());
  }

  /** "#" and a space or nothing behind it. */
  private static boolean isMarked(String text, int start, int end) {
    return start + 1 >= end || text.charAt(start + 1) <= ' ';
  }

  /** A table of a database: {@code CREATE TABLE a (...)} or {@code | a : b , c |}. */
  static boolean isTable(String text, int start, int end) {
    return text.regionMatches(true, start, CREATE_TABLE, 0, CREATE_TABLE.length())
        || (start < end
            && text.charAt(start) == '|'
            && text.indexOf(" : ", start, end) > 0
            && text.indexOf(" , ", start, end) > 0);
  }

  /**
   * Where the text of an item of a list begins, behind its bullet or number; {@code start} else.
   */
  static int item(String text, int start, int end) {
    char first = text.charAt(start);
    int next = start + 1;
    if (isDigit(first)) {
      while (next < end && isDigit(text.charAt(next))) {
        next++;
      }
      boolean numbered = next < end && (text.charAt(next) == '.' || text.charAt(next) == ')');
      return numbered && isSpace(text, next + 1, end) ? next + 1 : start;
    }
    boolean bullet = first == '-' || first == '*' || first == '•' || first == '+';
    return bullet && isSpace(text, next, end) ? next : start;
  }

  static int run(String text, int start, int end) {
    int at = start;
    while (at < end && text.charAt(at) == text.charAt(start)) {
      at++;
    }
    return at - start;
  }

  private static boolean isSpace(String text, int at, int end) {
    return at < end && text.charAt(at) == ' ';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
