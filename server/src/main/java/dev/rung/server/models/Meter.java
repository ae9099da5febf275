package dev.rung.server.models;

import dev.rung.local.runtime.MeasuredPerplexity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Measures how well a checkpoint foretells a text, in each precision that is chosen between. */
@FunctionalInterface
public interface Meter {

  /**
   * Measures, and keeps the result beside the checkpoint; takes minutes for a large one.
   *
   * @param progress told in words how far it is
   * @throws IOException when it cannot be measured; the message says why
   */
  MeasuredPerplexity measure(Path folder, Consumer<String> progress) throws IOException;
}
