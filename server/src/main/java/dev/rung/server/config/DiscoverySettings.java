package dev.rung.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The table [discovery]: models that nobody configured.
 *
 * @param enabled absent: only where the configuration names no model
 * @param modelsDir the folder whose folders are checkpoints
 * @param unpriced whether a model may serve although its price is not known
 */
public record DiscoverySettings(Optional<Boolean> enabled, Path modelsDir, boolean unpriced) {
  public static final DiscoverySettings DEFAULT =
      new DiscoverySettings(Optional.empty(), Path.of("models"), false);

  static DiscoverySettings read(Section section) {
    Path dir = section.get("models_dir", Format.PATH, DEFAULT.modelsDir);
    return new DiscoverySettings(
        section.find("enabled", Format.FLAG),
        section.reading().resolve(dir),
        section.find("unpriced", ModelReader.UNPRICED).isPresent());
  }
}
