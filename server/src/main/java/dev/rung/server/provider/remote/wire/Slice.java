package dev.rung.server.provider.remote.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A part of a byte array that somebody else owns and will overwrite. Never logged: it holds an
 * answer.
 */
@SuppressWarnings("ArrayRecordComponent")
public record Slice(byte[] array, int offset, int length) {

  public static Slice of(byte[] whole) {
    return new Slice(whole, 0, whole.length);
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** Whether these are the bytes of this ASCII text. */
  public boolean is(String ascii) {
    if (length != ascii.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (array[offset + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The first byte that is not JSON white space, or 0. */
  public int firstByte() {
    for (int i = offset; i < offset + length; i++) {
      if (array[i] > ' ') {
        return array[i];
      }
    }
    return 0;
  }

  /** As text, with a replacement character for every malformed byte. */
  public String text() {
    return new String(array, offset, length, UTF_8);
  }

  @Override
  public String toString() {
    return "Slice[" + length + " B]";
  }
}
