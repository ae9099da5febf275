package dev.rung.local.device;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the native engine starts.
 *
 * @param cache folder in which its libraries are unpacked, once for each version
 * @param threads that one step of a model uses on the CPU, 1 or more
 * @param device that models are to run on; absent: a GPU where one can be used
 * @param libtorch folder of a libtorch of this machine that was built for its GPU
 */
public record EngineSettings(
    Path cache, int threads, Optional<Device> device, Optional<Path> libtorch) {
  /** For the CPU, by the libtorch that comes with Rung. */
  public EngineSettings(Path cache, int threads) {
    this(cache, threads, Optional.of(Device.CPU), Optional.empty());
  }

  public EngineSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, not " + threads);
    }
  }
}
