package dev.rung.local.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.Map;

/** One of the sequences of a step, as the graph is given it. */
final class Slot implements AutoCloseable {
  private final int index;
  private final int layers;
  private final IntBuffer numbers =
      ByteBuffer.allocateDirect(2 * Integer.BYTES).order(ByteOrder.nativeOrder()).asIntBuffer();
  private final OnnxTensor last;
  private final OnnxTensor total;

  Slot(OrtEnvironment environment, int index, int layers) throws OrtException {
    this.index = index;
    this.layers = layers;
    last = OnnxTensor.createTensor(environment, numbers.slice(0, 1), new long[] {1});
    total = OnnxTensor.createTensor(environment, numbers.slice(1, 1), new long[] {1});
  }

  /** Puts a sequence here that gets so many more tokens. */
  void bind(
      OrtSequence sequence,
      int tokens,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxValue> results) {
    int positions = sequence.length() + tokens;
    numbers.put(0, positions - 1).put(1, positions);
    inputs.put("last." + index, last);
    inputs.put("total." + index, total);
    for (int layer = 0; layer < layers; layer++) {
      bind(DecoderGraph.keys(layer, index), sequence.keys(layer), inputs, results);
      bind(DecoderGraph.values(layer, index), sequence.values(layer), inputs, results);
    }
  }

  private static void bind(
      String name,
      OnnxTensor tensor,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxValue> results) {
    inputs.put(name, tensor);
    results.put(DecoderGraph.result(name), tensor);
  }

  @Override
  public void close() {
    last.close();
    total.close();
  }
}
