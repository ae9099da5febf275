package dev.rung.server.app;

import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.server.provider.local.LocalCheckpoint;
import dev.rung.server.provider.local.ModelLoader;

/** Reads checkpoints with the runtime of this process. */
final class LocalRuntime implements ModelLoader {
  @Override
  public LocalModel load(LocalCheckpoint checkpoint) throws InferenceException {
    throw new InferenceException(InferenceException.Reason.FAILED, "TODO");
  }
}
