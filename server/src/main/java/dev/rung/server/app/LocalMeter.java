package dev.rung.server.app;

import dev.rung.local.InferenceException;
import dev.rung.local.LoadOptions;
import dev.rung.local.runtime.LocalRuntime;
import dev.rung.local.runtime.MeasuredPerplexity;
import dev.rung.local.runtime.PerplexityMeter;
import dev.rung.local.weights.Precision;
import dev.rung.server.models.Meter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Measures checkpoints in this process.
 *
 * @param options whose precision is not read
 */
record LocalMeter(LocalRuntime runtime, LoadOptions options) implements Meter {

  @Override
  public MeasuredPerplexity measure(Path folder, Consumer<String> progress) throws IOException {
    try {
      return new PerplexityMeter(runtime, options).measure(folder, new Quarters(progress));
    } catch (InferenceException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }

  /** Tells of each quarter. */
  private static final class Quarters implements PerplexityMeter.Listener {
    private static final int PERCENT = 100;
    private static final int STEP = 25;

    private final Consumer<String> progress;
    private int told;

    Quarters(Consumer<String> progress) {
      this.progress = progress;
    }

    @Override
    public void at(Precision precision, int done, int total) {
      int percent = done * PERCENT / total / STEP * STEP;
      if (percent != told && percent > 0) {
        progress.accept(precision.label() + ", " + percent + " %");
      }
      told = percent;
    }
  }
}
