package dev.rung.server.app;

import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.runtime.LocalRuntime;
import dev.rung.server.provider.local.LocalCheckpoint;
import dev.rung.server.provider.local.ModelLoader;
import java.nio.file.Path;
import java.time.InstantSource;

/** Reads checkpoints into this process. */
final class LocalRoom implements ModelLoader {
  private final LocalRuntime runtime;

  /**
   * @param cache folder where native libraries are unpacked
   */
  LocalRoom(Path cache, InstantSource clock) {
    this.runtime = new LocalRuntime(cache, clock);
  }

  @Override
  public LocalModel load(LocalCheckpoint checkpoint) throws InferenceException {
    return runtime.load(checkpoint.folder(), checkpoint.options());
  }
}
