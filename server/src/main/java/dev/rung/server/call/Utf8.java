package dev.rung.server.call;

/** Lengths in UTF-8, without encoding. */
final class Utf8 {
  private static final int ONE_BYTE = 0x80;
  private static final int TWO_BYTES = 0x800;

  private Utf8() {}

  /** Bytes that the text takes; a surrogate counts two, so that a pair counts four. */
  static long length(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ONE_BYTE) {
        bytes += c < TWO_BYTES || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }
}
