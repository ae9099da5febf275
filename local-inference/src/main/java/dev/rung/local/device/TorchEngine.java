package dev.rung.local.device;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.util.Map;

/**
 * DJL's PyTorch engine. A process has one at most, so its settings are those of the first start.
 * Threads: any.
 */
public final class TorchEngine {
  private static final String NAME = "PyTorch";

  private TorchEngine() {}

  /**
   * Starts the engine, unless it runs.
   *
   * @throws InferenceException when its libraries are missing or do not fit this machine
   */
  public static synchronized void start(EngineSettings settings) throws InferenceException {
    properties(settings).forEach(System::setProperty);
    try {
      Engine.getEngine(NAME);
    } catch (EngineException e) {
      throw new InferenceException(
          Reason.FAILED, "the PyTorch engine does not start: " + rootMessage(e));
    }
  }

  private static Map<String, String> properties(EngineSettings settings) {
    return Map.of(
        "offline", "true",
        "ai.djl.offline", "true",
        "OPT_OUT_TRACKING", "true",
        "ENGINE_CACHE_DIR", settings.cache().toString(),
        "ai.djl.pytorch.num_threads", Integer.toString(settings.threads()),
        "ai.djl.pytorch.num_interop_threads", "1");
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
