package dev.rung.server.cache;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Scripts that put no spaces between words, such as that of Chinese. */
final class Unspaced {
  private static final int LAST_SPACED = 0x0DFF;
  private static final int LONG_VOWEL = 'ー';
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

  /** Whether it is a letter of such a script, or the mark that draws out a Japanese vowel. */
  static boolean isOf(int c) {
    return c > LAST_SPACED && (UNSPACED.contains(UnicodeScript.of(c)) || c == LONG_VOWEL);
  }

  /** Whether something of it is of a script that puts no spaces between words. */
  static boolean isIn(String written) {
    return written.codePoints().anyMatch(Unspaced::isOf);
  }
}
