package dev.rung.server.app;

import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.runtime.LocalRuntime;
import dev.rung.server.provider.local.LocalCheckpoint;
import dev.rung.server.provider.local.ModelLoader;
import java.nio.file.Path;
import java.time.InstantSource;
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

  @Override
  public LocalModel load(LocalCheckpoint checkpoint) throws InferenceException {
    return runtime.load(checkpoint.folder(), checkpoint.options());
  }
}
