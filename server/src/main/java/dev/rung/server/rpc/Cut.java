package dev.rung.server.rpc;

/** Cuts texts that must stay short. */
final class Cut {
  private static final String ELLIPSIS = "...";

  private Cut() {}

  /**
   * The text, cut where its percent-encoded form (gRPC's of a status message) would pass so many
   * bytes. UTF-8 never takes more bytes than that form.
   */
  static String encoded(String text, int maxBytes) {
    int bytes = 0;
    int fits = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      bytes += encodedLength(c);
      if (bytes > maxBytes) {
        return text.substring(0, fits) + ELLIPSIS;
      }
      i += Character.charCount(c);
      if (bytes <= maxBytes - ELLIPSIS.length()) {
        fits = i;
      }
    }
    return text;
  }

  private static int encodedLength(int c) {
    if (c >= ' ' && c <= '~') {
      return c == '%' ? 3 : 1;
    }
    return 3 * utf8Length(c);
  }

  private static int utf8Length(int c) {
    if (c < 0x80) {
      return 1;
    }
    if (c < 0x800) {
      return 2;
    }
    return c < 0x10000 ? 3 : 4;
  }
}
