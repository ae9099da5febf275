package dev.rung.server.template;

import java.text.Normalizer;

/** Characters that are typed in several forms, in the one form that patterns are written for. */
final class Folding {
  /** Full-width forms of the printable ASCII characters. */
  private static final char FIRST_WIDE = '！';

  private static final char LAST_WIDE = '～';
  private static final int WIDE_TO_ASCII = FIRST_WIDE - '!';

  private Folding() {}

  /**
   * Full-width characters, digits of Devanagari and the curly apostrophe become ASCII ones; a unit
   * that is one sign becomes its letters: "℃", "㎡" and "㌔" as "°C", "m²" and "キロ".
   */
  static void appendFolded(char c, StringBuilder text) {
    if (isSignOfUnit(c)) {
      text.append(spelled(c));
    } else {
      text.append(fold(c));
    }
  }

  private static char fold(char c) {
    if (c >= FIRST_WIDE && c <= LAST_WIDE) {
      return (char) (c - WIDE_TO_ASCII);
    }
    if (c >= '०' && c <= '९') {
      return (char) (c - '०' + '0');
    }
    return c == '’' ? '\'' : c;
  }

  /** Degrees, the litre, and the squared words and units of East Asian typing. */
  private static boolean isSignOfUnit(char c) {
    return c == '℃' || c == '℉' || c == 'ℓ' || (c >= '\u3300' && c <= '\u33DF');
  }

  private static String spelled(char sign) {
    String spelled = Normalizer.normalize(String.valueOf(sign), Normalizer.Form.NFKC);
    return switch (spelled.charAt(spelled.length() - 1)) {
      case '2' -> spelled.substring(0, spelled.length() - 1) + "²";
      case '3' -> spelled.substring(0, spelled.length() - 1) + "³";
      default -> spelled;
    };
  }
}
