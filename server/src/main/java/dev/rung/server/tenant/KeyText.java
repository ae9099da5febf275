package dev.rung.server.tenant;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A key as its holder has it: {@code rung_ID_SECRET}. The secret is 40 characters of 32, 200 bits.
 * Never logged.
 */
record KeyText(String id, String secret) {
  static final String PREFIX = "rung_";
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int ID_LETTERS = 12;
  private static final int SECRET_LETTERS = 40;
  private static final int LENGTH = PREFIX.length() + ID_LETTERS + 1 + SECRET_LETTERS;

  /** A new one; {@code random} must be fit for secrets. */
  static KeyText make(RandomGenerator random) {
    return new KeyText(letters(random, ID_LETTERS), letters(random, SECRET_LETTERS));
  }

  private static String letters(RandomGenerator random, int count) {
    StringBuilder made = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return made.toString();
  }

  /** The parts of a text that has the form of a key. */
  static Optional<KeyText> parse(String text) {
    int separator = PREFIX.length() + ID_LETTERS;
    boolean formed =
        text.length() == LENGTH
            && text.startsWith(PREFIX)
            && text.charAt(separator) == '_'
            && text.indexOf('_', separator + 1) < 0;
    return formed
        ? Optional.of(
            new KeyText(text.substring(PREFIX.length(), separator), text.substring(separator + 1)))
        : Optional.empty();
  }

  /** What is kept of the secret: enough bits are in it that a fast hash cannot be guessed. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** The whole key, for the one who asked for it. */
  String text() {
    return PREFIX + id + "_" + secret;
  }

  @Override
  public String toString() {
    return "KeyText[" + id + "]";
  }
}
