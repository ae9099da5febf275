package dev.rung.server.provider.remote.replicate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which model a prediction is made with.
 *
 * @param path where predictions are created, from the base URL
 * @param version for the body, where the path does not name the model
 * @param description where its inputs are described, from the base URL; absent where only a version
 *     is named, whose model nobody tells
 */
record ModelReference(String path, Optional<String> version, Optional<String> description) {
  private static final Pattern OFFICIAL = Pattern.compile("\\w[\\w.-]*/\\w[\\w.-]*");
  private static final Pattern VERSIONED =
      Pattern.compile("(?:(\\w[\\w.-]*/\\w[\\w.-]*):)?([0-9a-f]{64})");

  /** Of "owner/name", "owner/name:version" or a version alone; empty for anything else. */
  static Optional<ModelReference> of(String modelId) {
    Matcher official = OFFICIAL.matcher(modelId);
    if (official.matches()) {
      return Optional.of(
          new ModelReference(
              "/models/" + modelId + "/predictions",
              Optional.empty(),
              Optional.of("/models/" + modelId)));
    }
    Matcher versioned = VERSIONED.matcher(modelId);
    return versioned.matches()
        ? Optional.of(ofVersion(Optional.ofNullable(versioned.group(1)), versioned.group(2)))
        : Optional.empty();
  }

  private static ModelReference ofVersion(Optional<String> model, String version) {
    return new ModelReference(
        "/predictions",
        Optional.of(version),
        model.map(name -> "/models/" + name + "/versions/" + version));
  }
}
