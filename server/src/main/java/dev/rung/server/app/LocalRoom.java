package dev.rung.server.app;

import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.runtime.LocalRuntime;
import dev.rung.server.config.Configuration;
import dev.rung.server.provider.local.LocalCheckpoint;
import dev.rung.server.provider.local.ModelLoader;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Reads checkpoints into this process. */
final class LocalRoom implements ModelLoader {
  private final LocalRuntime runtime;

  /**
   * @param cache folder where native libraries are unpacked
   * @param libtorch folder of a libtorch of this machine, for its GPU
   */
  LocalRoom(Path cache, InstantSource clock, Optional<Path> libtorch) {
    this.runtime = new LocalRuntime(cache, clock, libtorch);
  }

  /** Where native libraries are unpacked; as configured, or as the XDG specification has it. */
  static Path folder(Configuration configuration, Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path usual =
        cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return configuration.local().engineDir().orElseGet(() -> usual.resolve("rung"));
  }

  @Override
  public LocalModel load(LocalCheckpoint checkpoint) throws InferenceException {
    return runtime.load(checkpoint.folder(), checkpoint.options());
  }
}
