package dev.rung.classifier;

import java.util.List;
import java.util.Optional;

/** Counts what lines of code tell. For one thread and one text. */
final class CodeCounter implements WordReader.Sink {
  private static final List<String> MARKS = List.of("BRANCH", "FUNCTION", "CLASS");
  private static final List<CodeLanguage> LANGUAGES = List.of(CodeLanguage.values());
  private static final long BRANCH = 1;
  private static final long FUNCTION = 2;
  private static final long CLASS = 4;
  private static final WordTable WORDS = WordLists.table("code-words.txt", CodeCounter::bitOf);
  private static final int SURE = 2;

  private final WordReader reader = new WordReader(WORDS, this);
  private final int[] hits = new int[LANGUAGES.size()];
  private int lines;
  private int functions;
  private int classes;
  private int branches;
  private boolean stackTrace;
  private boolean tables;
  private long lineBits;
  private Optional<CodeLanguage> declared = Optional.empty();

  void declare(Optional<CodeLanguage> language) {
    if (declared.isEmpty()) {
      declared = language;
    }
  }

  void trace() {
    stackTrace = true;
  }

  void tables() {
    tables = true;
  }

  void line(String text, int from, int to) {
    lines++;
    lineBits = 0;
    tables |= LineStart.isTable(text, from, to);
    char before = ' ';
    boolean call = false;
    char last = ' ';
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      if (Letters.inWord(c)) {
        at = reader.read(text, at, to);
        before = ' ';
        last = c;
        continue;
      }
      if (c == '?' || ((c == '&' || c == '|') && before == c)) {
        branches++;
      }
      call |= c == ')';
      before = c;
      last = c > ' ' ? c : last;
      at++;
    }
    close(call && last == '{');
  }

  @Override
  public void word(long bits, int number) {
    lineBits |= bits & (FUNCTION | CLASS);
    if ((bits & BRANCH) != 0) {
      branches++;
      lineBits |= BRANCH;
    }
    for (long left = bits >>> MARKS.size(); left != 0; left &= left - 1) {
      hits[Long.numberOfTrailingZeros(left)]++;
    }
  }

  /**
   * What was counted, once all lines are read.
   *
   * @param share how much of the text was read, above 0 to 1
   */
  CodeFeatures features(double share) {
    return new CodeFeatures(
        (int) Math.min(Integer.MAX_VALUE, Math.round(lines / share)),
        functions,
        classes,
        branches,
        declared.or(this::likeliest),
        tables,
        stackTrace);
  }

  private void close(boolean opensBody) {
    if ((lineBits & CLASS) != 0) {
      classes++;
    } else if ((lineBits & FUNCTION) != 0 || (opensBody && lineBits == 0)) {
      functions++;
    }
  }

  private Optional<CodeLanguage> likeliest() {
    int best = 0;
    for (int i = 1; i < hits.length; i++) {
      best = hits[i] > hits[best] ? i : best;
    }
    return hits[best] >= SURE ? Optional.of(LANGUAGES.get(best)) : Optional.empty();
  }

  private static long bitOf(String name) {
    int mark = MARKS.indexOf(name);
    if (mark >= 0) {
      return 1L << mark;
    }
    return name.equals("STARTER")
        ? 0
        : 1L << (MARKS.size() + LANGUAGES.indexOf(CodeLanguage.valueOf(name)));
  }
}
