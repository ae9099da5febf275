package dev.rung.server.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository on a Hugging Face hub.
 *
 * @param owner a user or an organisation
 */
public record HubId(String owner, String name) {
  private static final int LONGEST_PART = 96;

  /** Letters, digits, and marks that are neither first nor last: what the hub allows, or less. */
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?");

  static final Format<HubId> FORMAT = Format.parsed("a hub id, OWNER/NAME", HubId::parse);

  public HubId {
    if (!isPart(owner) || !isPart(name)) {
      throw new IllegalArgumentException("a hub id must be OWNER/NAME, not " + owner + "/" + name);
    }
  }

  /** The id written as "OWNER/NAME"; absent where the text is anything else. */
  public static Optional<HubId> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String owner = text.substring(0, slash);
    String name = text.substring(slash + 1);
    return isPart(owner) && isPart(name) ? Optional.of(new HubId(owner, name)) : Optional.empty();
  }

  private static boolean isPart(String text) {
    return text.length() <= LONGEST_PART
        && PART.matcher(text).matches()
        && !text.contains("..")
        && !text.contains("--");
  }

  /** As it is written, such as "microsoft/phi-2". */
  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
