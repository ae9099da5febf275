package dev.rung.server.template.function;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;

/** Percent-encoding as in RFC 3986. */
final class PercentEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  static String encode(byte[] bytes) {
    var encoded = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      if (isUnreserved((char) (b & 0xFF))) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }

  /**
   * Empty where nothing is escaped, an escape is cut short or a character should have been escaped;
   * also for "+", which is a space in forms and a plus elsewhere.
   */
  static Optional<byte[]> decode(String text) {
    var bytes = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '%' && isEscape(text, at)) {
        bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
        at += 3;
      } else if (c > ' ' && c < 0x7F && c != '%' && c != '+') {
        bytes.write(c);
        at++;
      } else {
        return Optional.empty();
      }
    }
    return bytes.size() < text.length() ? Optional.of(bytes.toByteArray()) : Optional.empty();
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}
