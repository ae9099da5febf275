package dev.rung.bench.pairs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;

/**
 * Two questions.
 *
 * @param language of the first one, such as "en"
 * @param kind what differs
 */
record Pair(String language, String kind, String one, String other) {

  /**
   * Whether it is of the half that rules are made by; all pairs of one sentence are in one half.
   */
  boolean isForMaking() {
    String sentence = one.toLowerCase(Locale.ROOT).replace("please ", "");
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(sentence.getBytes(StandardCharsets.UTF_8));
      return (digest[0] & 1) == 1;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** A line of a file, with its line feed. */
  String line() {
    List<String> cells = List.of(language, kind, one, other);
    return String.join("\t", cells).replace("\\", "\\\\").replace("\n", "\\n") + "\n";
  }
}
