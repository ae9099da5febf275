package dev.rung.server.template;

/** Characters that are typed in several forms, in the one form that patterns are written for. */
final class Folding {
  /** Full-width forms of the printable ASCII characters. */
  private static final char FIRST_WIDE = '！';

  private static final char LAST_WIDE = '～';
  private static final int WIDE_TO_ASCII = FIRST_WIDE - '!';

  private Folding() {}

  /** Full-width characters, digits of Devanagari and the curly apostrophe become ASCII ones. */
  static char fold(char c) {
    if (c >= FIRST_WIDE && c <= LAST_WIDE) {
      return (char) (c - WIDE_TO_ASCII);
    }
    if (c >= '०' && c <= '९') {
      return (char) (c - '०' + '0');
    }
    return c == '’' ? '\'' : c;
  }
}
