package dev.rung.local.device;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.io.IOException;
import java.nio.file.Path;

/** ONNX Runtime. A process has one at most; its threads belong to sessions. Threads: any. */
public final class OrtEngine {
  private static final String NATIVE_PATH = "onnxruntime.native.path";

  private OrtEngine() {}

  /**
   * Starts the engine, unless it runs.
   *
   * @param cache folder in which its libraries are unpacked, once for each version
   * @throws InferenceException when its libraries are missing or do not fit this machine
   */
  public static synchronized OrtEnvironment start(Path cache) throws InferenceException {
    try {
      if (System.getProperty(NATIVE_PATH) == null) {
        OrtLibraries.unpacked(cache)
            .ifPresent(folder -> System.setProperty(NATIVE_PATH, folder.toString()));
      }
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "rung");
      environment.setTelemetry(false);
      OrtFolder.remove();
      return environment;
    } catch (IOException | OrtException | LinkageError e) {
      throw new InferenceException(
          Reason.FAILED, "ONNX Runtime does not start: " + e.getMessage(), e);
    }
  }
}
