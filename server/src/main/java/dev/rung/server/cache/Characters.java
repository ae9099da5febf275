package dev.rung.server.cache;

import java.lang.Character.UnicodeBlock;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes characters that only look otherwise in one way, such as full-width letters, ligatures and
 * odd spaces (<a href="https://www.unicode.org/reports/tr15/">Unicode's form KC</a>). Those of
 * which that form changes the meaning stay as they are: 10² is not 102, nor 3½ 31/2.
 */
final class Characters {
  private static final int LAST_ASCII = 0x7F;
  private static final Set<UnicodeBlock> MEANING =
      Set.of(
          UnicodeBlock.SUPERSCRIPTS_AND_SUBSCRIPTS,
          UnicodeBlock.NUMBER_FORMS,
          UnicodeBlock.ENCLOSED_ALPHANUMERICS,
          UnicodeBlock.MATHEMATICAL_ALPHANUMERIC_SYMBOLS,
          UnicodeBlock.SPACING_MODIFIER_LETTERS,
          UnicodeBlock.PHONETIC_EXTENSIONS);

  private Characters() {}

  static String unified(String text) {
    if (text.chars().allMatch(c -> c <= LAST_ASCII)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int begin = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      int behind = at + Character.charCount(c);
      if (means(c)) {
        out.append(Normalizer.normalize(text.substring(begin, at), Normalizer.Form.NFKC));
        out.appendCodePoint(c);
        begin = behind;
      }
      at = behind;
    }
    return out.append(Normalizer.normalize(text.substring(begin), Normalizer.Form.NFKC)).toString();
  }

  /** Whether it says more than what form KC makes of it. */
  private static boolean means(int c) {
    return isOfMeaning(UnicodeBlock.of(c)) || "²³¹¼½¾ªº№™℠ℓ".indexOf(c) >= 0;
  }

  /** A character that was not assigned has no block. */
  private static boolean isOfMeaning(@Nullable UnicodeBlock block) {
    return block != null && MEANING.contains(block);
  }
}
