package dev.rung.local.weights;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
final class Sha256 {
  private Sha256() {}

  /** Of nothing so far. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] digest(byte[] bytes) {
    return digest().digest(bytes);
  }

  static String hex(byte[] sum) {
    return HexFormat.of().formatHex(sum);
  }
}
