package dev.rung.local.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.rung.local.InferenceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sines and cosines of positions, for as many as a text had so far: windows can be very long. */
final class Angles implements AutoCloseable {
  private static final int STEP = 1_024;

  private final OrtEnvironment environment;
  private final AttentionShape shape;
  private final List<OnnxTensor> tables = new ArrayList<>();
  private int positions;

  Angles(OrtEnvironment environment, AttentionShape shape) {
    this.environment = environment;
    this.shape = shape;
  }

  void bind(int longest, Map<String, OnnxTensor> inputs) throws InferenceException {
    if (longest > positions) {
      grow(Math.max(2 * positions, (longest / STEP + 1) * STEP));
    }
    inputs.put("cos", tables.get(0));
    inputs.put("sin", tables.get(1));
  }

  /** Keeps the old tables where there is no memory for the new ones. */
  private void grow(int more) throws InferenceException {
    OnnxTensor cosines = table(more, true);
    OnnxTensor sines;
    try {
      sines = table(more, false);
    } catch (InferenceException e) {
      cosines.close();
      throw e;
    }
    close();
    tables.addAll(List.of(cosines, sines));
    positions = more;
  }

  @Override
  public void close() {
    tables.forEach(OnnxTensor::close);
    tables.clear();
  }

  private OnnxTensor table(int count, boolean cosines) throws InferenceException {
    float[] numbers = shape.angles(count, cosines);
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(numbers.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(numbers)
            .flip();
    try {
      return OnnxTensor.createTensor(environment, buffer, new long[] {count, shape.head().pairs()});
    } catch (OrtException e) {
      throw OrtFailures.of(e);
    }
  }
}
