package dev.rung.local.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.rung.local.InferenceException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A graph that ONNX Runtime has loaded. Threads: one at a time. */
final class OrtModel implements AutoCloseable {
  private static final String LOGITS = "logits";

  private final OrtEnvironment environment;
  private final OrtSession session;

  private OrtModel(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  /**
   * Loads a graph.
   *
   * @param folder of the file with its weights, which is not needed afterwards
   * @param threads that one run uses
   */
  static OrtModel load(OrtEnvironment environment, byte[] graph, Path folder, int threads)
      throws InferenceException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      // Threads that spin take the cores from those of other models and of the daemon.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry(
          "session.model_external_initializers_file_folder_path", folder.toString());
      return new OrtModel(environment, environment.createSession(graph, options));
    } catch (OrtException e) {
      throw OrtFailures.of(e);
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  /**
   * One step.
   *
   * @param results memory for what is computed beside the logits
   * @return the logits' rows
   */
  float[][] run(Map<String, OnnxTensor> inputs, Map<String, OnnxValue> results)
      throws InferenceException {
    try (OrtSession.Result result = session.run(inputs, Set.of(LOGITS), results)) {
      OnnxTensor logits = (OnnxTensor) result.get(LOGITS).orElseThrow();
      long[] shape = logits.getInfo().getShape();
      float[][] rows = new float[(int) shape[1]][(int) shape[2]];
      if (rows.length > 0) {
        FloatBuffer numbers = logits.getByteBuffer().asFloatBuffer();
        for (float[] row : rows) {
          numbers.get(row);
        }
      }
      return rows;
    } catch (OrtException e) {
      throw OrtFailures.of(e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session is not closed", e);
    }
  }
}
