package dev.rung.server.models;

import dev.rung.server.models.hub.Checksum;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The checksums of a content while it passes by: always SHA-256, and git's where that is what the
 * content is compared with. One thread.
 */
final class ContentDigest {
  private final Optional<Checksum> expected;
  private final long size;
  private final MessageDigest sha256 = digest("SHA-256");
  private final Optional<MessageDigest> git;

  /**
   * A digest of nothing so far.
   *
   * @param size of the whole content, which git's checksum begins with
   */
  ContentDigest(Optional<Checksum> expected, long size) {
    this.expected = expected;
    this.size = size;
    this.git = expected.filter(Checksum.GitBlob.class::isInstance).map(checksum -> digest("SHA-1"));
    reset();
  }

  void update(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    git.ifPresent(digest -> digest.update(bytes, 0, length));
  }

  void reset() {
    sha256.reset();
    git.ifPresent(digest -> {
      digest.reset();
      digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
    });
  }

  /** What the content has, and what it is compared with. Ends this digest. */
  Result finish() {
    String sum = HexFormat.of().formatHex(sha256.digest());
    Optional<String> gitSum = git.map(digest -> HexFormat.of().formatHex(digest.digest()));
    return new Result(sum, gitSum.orElse(sum), expected);
  }

  /**
   * What a content has.
   *
   * @param sha256 in hexadecimal digits
   * @param compared the checksum of the kind that is expected
   */
  record Result(String sha256, String compared, Optional<Checksum> expected) {

    /** Whether it is what was expected; true where nothing was. */
    boolean isRight() {
      return expected.map(checksum -> checksum.hex().equals(compared)).orElse(true);
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
