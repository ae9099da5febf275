package dev.rung.server.cache;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** What kept answers are encrypted with on the disk: 32 bytes. Never logged. */
public final class EncryptionKey {
  /** How it is written, in words; completes "must be ...". */
  public static final String RULE = "32 random bytes in Base64, as openssl rand -base64 32 makes";

  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final byte[] bytes;

  private EncryptionKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Absent where the text is not as the rule says. */
  public static Optional<EncryptionKey> parse(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.strip());
      return bytes.length == BYTES ? Optional.of(new EncryptionKey(bytes)) : Optional.empty();
    } catch (IllegalArgumentException otherLetters) {
      return Optional.empty();
    }
  }

  /** A key of its own for this purpose, of 32 bytes. */
  SecretKey forUse(String purpose, String algorithm) {
    return new SecretKeySpec(
        mac(new SecretKeySpec(bytes, MAC), purpose.getBytes(StandardCharsets.UTF_8)), algorithm);
  }

  /** An HMAC-SHA-256. */
  static byte[] mac(SecretKey key, byte[] of) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return mac.doFinal(of);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + MAC, impossible);
    }
  }

  @Override
  public String toString() {
    return "EncryptionKey[...]";
  }
}
