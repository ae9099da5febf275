package dev.rung.local.device;

import java.nio.file.Path;

/**
 * How the native engine starts.
 *
 * @param cache folder in which its libraries are unpacked, once for each version
 * @param threads that one step of a model uses, 1 or more
 */
public record EngineSettings(Path cache, int threads) {
  public EngineSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
  }
}
