package dev.rung.server.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A SHA-256 of values, each behind its length, so that no two lists of values are written alike.
 * One thread.
 */
final class Encoding {
  private static final char NEXT_LINE = '\u0085';

  private final MessageDigest digest = sha256();
  private final byte[] number = new byte[Long.BYTES];

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  Encoding put(long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      number[i] = (byte) (value >>> (8 * i));
    }
    digest.update(number);
    return this;
  }

  Encoding put(double value) {
    return put(Double.doubleToLongBits(value));
  }

  Encoding put(byte[] bytes) {
    put(bytes.length);
    digest.update(bytes);
    return this;
  }

  Encoding put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  /** In Unicode's form C and without white space around it. */
  Encoding putText(String text) {
    return put(stripped(Normalizer.normalize(text, Normalizer.Form.NFC)));
  }

  private static String stripped(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isWhiteSpace(text.charAt(begin))) {
      begin++;
    }
    while (begin < end && isWhiteSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  /** As Unicode has it, with spaces that break no line; every one is a single char. */
  private static boolean isWhiteSpace(char one) {
    return Character.isWhitespace(one) || Character.isSpaceChar(one) || one == NEXT_LINE;
  }

  <T> Encoding put(Optional<T> value, BiConsumer<Encoding, T> how) {
    put(value.isPresent() ? 1 : 0);
    value.ifPresent(present -> how.accept(this, present));
    return this;
  }

  <T> Encoding put(List<T> values, BiConsumer<Encoding, T> how) {
    put(values.size());
    values.forEach(value -> how.accept(this, value));
    return this;
  }

  /** Everything so far; nothing can be added after that. */
  CacheKey key() {
    return CacheKey.of(digest.digest());
  }
}
