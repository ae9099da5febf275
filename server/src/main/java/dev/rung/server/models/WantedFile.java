package dev.rung.server.models;

import dev.rung.server.models.hub.Checksum;
import java.util.Optional;

/**
 * A file that belongs to a checkpoint.
 *
 * @param name without a path
 * @param size in bytes
 * @param checksum absent where neither manifest nor hub has one
 * @param authority who says the checksum
 */
record WantedFile(String name, long size, Optional<Checksum> checksum, Authority authority) {
  private static final int TELLING_DIGITS = 16;

  /** Who vouches for a file's content. */
  enum Authority {
    MANIFEST("manifest"),
    HUB("hub"),
    NOBODY("nobody");

    private final String label;

    Authority(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  WantedFile {
    if (size < 0) {
      throw new IllegalArgumentException("size must be 0 or more, not " + size);
    }
  }

  /**
   * What it is called until it is complete. Says which content it is a part of, so that a part of
   * another version is not continued.
   */
  String partName() {
    String content =
        checksum.map(sum -> sum.hex().substring(0, TELLING_DIGITS)).orElse("unchecked");
    return name + "." + content + ".part";
  }

  /** Who vouches for it, and by what: such as "hub SHA-256". */
  String checkedBy() {
    return checksum.map(sum -> authority.label() + " " + sum.kind()).orElse(authority.label());
  }
}
