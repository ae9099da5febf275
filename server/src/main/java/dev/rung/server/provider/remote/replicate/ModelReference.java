package dev.rung.server.provider.remote.replicate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which model a prediction is made with.
 *
 * @param path where predictions are created, from the base URL
 * @param version for the body, where the path does not name the model
 */
record ModelReference(String path, Optional<String> version) {
  private static final Pattern OFFICIAL = Pattern.compile("\\w[\\w.-]*/\\w[\\w.-]*");
  private static final Pattern VERSIONED =
      Pattern.compile("(?:\\w[\\w.-]*/\\w[\\w.-]*:)?([0-9a-f]{64})");

  /** Of "owner/name", "owner/name:version" or a version alone; empty for anything else. */
  static Optional<ModelReference> of(String modelId) {
    Matcher official = OFFICIAL.matcher(modelId);
    if (official.matches()) {
      return Optional.of(
          new ModelReference("/models/" + modelId + "/predictions", Optional.empty()));
    }
    Matcher versioned = VERSIONED.matcher(modelId);
    return versioned.matches()
        ? Optional.of(new ModelReference("/predictions", Optional.of(versioned.group(1))))
        : Optional.empty();
  }
}
