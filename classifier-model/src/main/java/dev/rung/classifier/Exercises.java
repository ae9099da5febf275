package dev.rung.classifier;

import java.util.Locale;
import java.util.Set;

/** Words that head the parts of an exercise, each on a line of its own. */
final class Exercises {
  /** UTF-16 units of the longest of them. */
  static final int LONGEST = 14;

  private static final Set<String> HEADS =
      Set.of(
          "input",
          "inputs",
          "output",
          "outputs",
          "example",
          "examples",
          "explanation",
          "sample",
          "constraints",
          "returns",
          "note",
          "eingabe",
          "ausgabe",
          "beispiel",
          "beispiele",
          "erklärung",
          "entrada",
          "salida",
          "ejemplo",
          "ejemplos",
          "explicación",
          "entrée",
          "sortie",
          "exemple",
          "exemples",
          "explication",
          "输入",
          "输出",
          "示例",
          "样例",
          "例如",
          "解释",
          "提示",
          "说明",
          "入力",
          "出力",
          "例",
          "入力例",
          "出力例",
          "制約",
          "इनपुट",
          "आउटपुट",
          "उदाहरण");

  private Exercises() {}

  /**
   * Whether the first word of a line, {@code text[start, wordEnd)}, heads a part: a colon or a
   * number follows, or nothing.
   */
  static boolean opens(String text, int start, int wordEnd, int end) {
    if (wordEnd == start) {
      return false;
    }
    int next = wordEnd;
    while (next < end && text.charAt(next) == ' ') {
      next++;
    }
    char mark = next < end ? text.charAt(next) : ':';
    boolean heads = mark == ':' || mark == '：' || mark == '#' || (mark >= '0' && mark <= '9');
    return heads && isHead(text, start, wordEnd);
  }

  /** Whether {@code text[start, end)} is such a word. */
  static boolean isHead(String text, int start, int end) {
    return HEADS.contains(text.substring(start, end).toLowerCase(Locale.ROOT));
  }
}
