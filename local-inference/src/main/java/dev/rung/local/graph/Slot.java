package dev.rung.local.graph;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the sequences of a step, as the graph is given it. */
final class Slot implements AutoCloseable {
  private final int layers;
  private final String lastName;
  private final String totalName;
  private final List<String> names = new ArrayList<>();
  private final List<String> resultNames = new ArrayList<>();
  private final IntBuffer numbers =
      ByteBuffer.allocateDirect(2 * Integer.BYTES).order(ByteOrder.nativeOrder()).asIntBuffer();
  private final OnnxTensor last;
  private final OnnxTensor total;

  Slot(OrtEnvironment environment, int index, int layers) throws OrtException {
    this.layers = layers;
    lastName = "last." + index;
    totalName = "total." + index;
    for (int layer = 0; layer < layers; layer++) {
      names.add(DecoderGraph.keys(layer, index));
      names.add(DecoderGraph.values(layer, index));
    }
    names.forEach(name -> resultNames.add(DecoderGraph.result(name)));
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
    inputs.put(lastName, last);
    inputs.put(totalName, total);
    for (int layer = 0; layer < layers; layer++) {
      bind(2 * layer, sequence.keys(layer), inputs, results);
      bind(2 * layer + 1, sequence.values(layer), inputs, results);
    }
  }

  private void bind(
      int place,
      OnnxTensor tensor,
      Map<String, OnnxTensor> inputs,
      Map<String, OnnxValue> results) {
    inputs.put(names.get(place), tensor);
    results.put(resultNames.get(place), tensor);
  }

  @Override
  public void close() {
    last.close();
    total.close();
  }
}
