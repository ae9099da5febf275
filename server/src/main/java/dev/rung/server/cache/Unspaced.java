package dev.rung.server.cache;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Scripts that put no spaces between words, such as that of Chinese. */
final class Unspaced {
  private static final int LAST_SPACED = 0x0DFF;
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Unspaced() {}

  /** Whether something of it is of a script that puts no spaces between words. */
  static boolean isIn(String written) {
    return written
        .codePoints()
        .anyMatch(c -> c > LAST_SPACED && UNSPACED.contains(UnicodeScript.of(c)));
  }
}
