package dev.rung.server.provider.local;

import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;

/** Reads a checkpoint into memory; takes seconds to minutes. */
@FunctionalInterface
public interface ModelLoader {
  LocalModel load(LocalCheckpoint checkpoint) throws InferenceException;
}
