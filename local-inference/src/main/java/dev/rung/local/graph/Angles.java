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
      close();
      positions = Math.max(2 * positions, (longest / STEP + 1) * STEP);
      tables.add(table(true));
      tables.add(table(false));
    }
    inputs.put("cos", tables.get(0));
    inputs.put("sin", tables.get(1));
  }

  @Override
  public void close() {
    tables.forEach(OnnxTensor::close);
    tables.clear();
  }

  private OnnxTensor table(boolean cosines) throws InferenceException {
    float[] numbers = shape.angles(positions, cosines);
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(numbers.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer()
            .put(numbers)
            .flip();
    try {
      return OnnxTensor.createTensor(
          environment, buffer, new long[] {positions, shape.head().pairs()});
    } catch (OrtException e) {
      throw OrtFailures.of(e);
    }
  }
}
