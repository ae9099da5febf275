package dev.rung.server.template;

import java.util.Locale;
import java.util.Set;

/**
 * Words that point at a text, or at a way to do it, instead of being the text: "base64 encode
 * this", "convert string to uppercase", "base64 encode python".
 */
final class PointingWords {
  private static final Set<String> WORDS =
      Set.of(
          """
          this that it these those them something everything anything nothing me my a an the
          above below following here text texts string strings word words letter letters
          character characters char chars line lines sentence sentences paragraph name names
          value values variable variables column columns list array table file files folder
          folders directory image images picture pictures photo video videos pdf data input
          output message messages password passwords code json xml html url urls bytes binary
          example examples algorithm function online explained python java javascript
          typescript php ruby go golang rust perl kotlin swift bash powershell linux windows
          excel sql mysql node nodejs c c++ c#\
          """
              .split("\\s+", -1));

  private PointingWords() {}

  /** Whether this is one of them, in any case. */
  static boolean contain(String word) {
    return WORDS.contains(word.toLowerCase(Locale.ROOT));
  }
}
