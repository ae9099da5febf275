package dev.rung.server.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key. Never logged, never returned: only {@link #reveal()} shows it. Immutable.
 *
 * <p>It is kept masked, so that its text stands nowhere in a heap dump while nobody uses it. What
 * Java does not allow is to take a text back: each {@link #reveal()} leaves one, and a header made
 * of it, to the garbage collector; and what came from an environment variable stays in the JVM's
 * own copy of the environment.
 */
public final class Secret {
  /** The same for all secrets of a process, so that equal ones can be told without unmasking. */
  private static final byte[] MASK = mask();

  private final byte[] masked;

  /**
   * Masks it at once.
   *
   * @throws IllegalArgumentException when it is blank
   */
  public Secret(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a key must not be blank");
    }
    this.masked = turned(text.getBytes(UTF_8));
  }

  /** The key itself, for a header that is being written. */
  public String reveal() {
    return new String(turned(masked.clone()), UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(masked, secret.masked);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(masked);
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }

  /** Masks, or unmasks, in place. */
  private static byte[] turned(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= MASK[i % MASK.length];
    }
    return bytes;
  }

  private static byte[] mask() {
    byte[] mask = new byte[64];
    new SecureRandom().nextBytes(mask);
    return mask;
  }
}
