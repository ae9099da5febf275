package dev.rung.server.models.hub;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a hub says of a file's content, in lower-case hexadecimal digits. */
public sealed interface Checksum {
  Pattern SHA256_DIGITS = Pattern.compile("[0-9a-f]{64}");
  Pattern SHA1_DIGITS = Pattern.compile("[0-9a-f]{40}");

  String hex();

  /** As people read it, such as "SHA-256". */
  String kind();

  /** SHA-256 of the content: what the hub has for every file in its large file storage. */
  record Sha256(String hex) implements Checksum {
    @Override
    public String kind() {
      return "SHA-256";
    }
  }

  /**
   * The id that git gives the content: SHA-1 of "blob", a space, the length in decimal digits, a
   * zero byte and the content. What the hub has for small files.
   */
  record GitBlob(String hex) implements Checksum {
    @Override
    public String kind() {
      return "git id";
    }
  }

  /** The SHA-256 that these 64 digits are; absent where the text is anything else. */
  static Optional<Checksum> sha256(String text) {
    String digits = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
    return SHA256_DIGITS.matcher(digits).matches()
        ? Optional.of(new Sha256(digits))
        : Optional.empty();
  }

  /** The git id that these 40 digits are; absent where the text is anything else. */
  static Optional<Checksum> gitBlob(String text) {
    return SHA1_DIGITS.matcher(text).matches() ? Optional.of(new GitBlob(text)) : Optional.empty();
  }
}
