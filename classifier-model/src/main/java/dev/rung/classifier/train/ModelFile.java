package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import dev.rung.onnx.ElementType;
import dev.rung.onnx.Graph;
import dev.rung.onnx.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes networks as the ONNX model that serving loads.
 *
 * <p>Inputs: {@code dense} [1, features], {@code grams} [n] of all words and {@code weights} [2, n]
 * of their rows in two sums: of words that are known, and of all. Outputs, as sums that serving
 * makes sense of: {@code tiers} [1, 5], and where there are judges of it {@code gain} [1, 6]. What
 * a call costs is mostly the number of operators, so that all networks and judges are one: an
 * embedding table with the columns of each, in whole numbers of 8 bits with a scale for each
 * column. It has one row more than there are buckets, of zeros: a prompt without words has that
 * one.
 */
final class ModelFile {
  private static final int SUMS = 2;

  private final Graph graph = new Graph("difficulty");
  private final Network network;
  private final List<Expert> experts;
  private final int columns;

  private ModelFile(Network network, List<Expert> experts) {
    this.network = network;
    this.experts = experts;
    this.columns = network.hidden + experts.size();
  }

  /**
   * A model.
   *
   * @param gain judges of what a strong model adds
   * @param metadata kept in the file, beside what serving needs to know
   */
  static byte[] of(Network tiers, Optional<Mixture> gain, Map<String, String> metadata) {
    ModelFile file =
        gain.map(judges -> new ModelFile(tiers.beside(judges.others()), judges.experts()))
            .orElseGet(() -> new ModelFile(tiers, List.of()));
    file.write(tiers.outputs);
    metadata.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> file.graph.describe(each.getKey(), each.getValue()));
    return file.graph.toBytes();
  }

  private void write(int tiers) {
    int dense = DenseFeatures.count();
    graph.input("dense", ElementType.FLOAT, 1L, (long) dense);
    graph.input("grams", ElementType.INT32, "n");
    graph.input("weights", ElementType.FLOAT, (long) SUMS, "n");
    String rows = graph.add("Gather", table(), "grams");
    String numbers = graph.add("", "Cast", Map.of("to", (long) ElementType.FLOAT.number()), rows);
    String sums = graph.add("MatMul", "weights", numbers);
    String flat = graph.add("Reshape", sums, whole("flat", 1, (long) SUMS * columns));
    String seen = graph.add("", "Concat", Map.of("axis", 1L), flat, "dense");
    String inner =
        graph.add("Relu", graph.add("Gemm", seen, inward(), reals("bias", network.bias)));
    String past = graph.add("Gemm", seen, past(), pastBias());
    String said = graph.add("Gemm", inner, outward(), past);
    heads(said, tiers, outputs() - tiers);
  }

  private void heads(String said, int tiers, int gain) {
    graph.output("tiers", ElementType.FLOAT, 1L, (long) tiers);
    if (gain == 0) {
      graph.add(new Node(Node.ONNX, "Identity", List.of(said), List.of("tiers"), Map.of()));
      return;
    }
    graph.output("gain", ElementType.FLOAT, 1L, (long) gain);
    List<String> heads = List.of("tiers", "gain");
    String sizes = whole("heads", tiers, gain);
    graph.add(new Node(Node.ONNX, "Split", List.of(said, sizes), heads, Map.of("axis", 1L)));
  }

  private int outputs() {
    return network.outputs + experts.size();
  }

  private int seen() {
    return SUMS * columns + DenseFeatures.count();
  }

  private String table() {
    byte[] numbers = new byte[(WordGrams.BUCKETS + 1) * columns];
    Rounding rounding = Rounding.ofColumns(network.table.weights, network.hidden);
    for (int i = 0; i < network.table.weights.length; i++) {
      int column = i % network.hidden;
      int row = i / network.hidden;
      numbers[row * columns + column] = rounding.number(column, network.table.weights[i]);
    }
    for (int i = 0; i < experts.size(); i++) {
      float[] grams = experts.get(i).grams();
      Rounding own = Rounding.ofColumns(grams, 1);
      for (int row = 0; row < grams.length; row++) {
        numbers[row * columns + network.hidden + i] = own.number(0, grams[row]);
      }
    }
    return graph.weight(
        "table", ElementType.INT8, List.of((long) WordGrams.BUCKETS + 1, (long) columns), numbers);
  }

  /** From what is seen to the hidden layer. */
  private String inward() {
    Rounding rounding = Rounding.ofColumns(network.table.weights, network.hidden);
    float[] matrix = new float[seen() * network.hidden];
    for (int column = 0; column < network.hidden; column++) {
      matrix[column * network.hidden + column] = rounding.scale(column);
    }
    System.arraycopy(
        network.dense.weights,
        0,
        matrix,
        SUMS * columns * network.hidden,
        network.dense.weights.length);
    return reals("inward", List.of((long) seen(), (long) network.hidden), matrix);
  }

  /** From what is seen to what is said, past the hidden layer: all that experts have. */
  private String past() {
    int width = outputs();
    float[] matrix = new float[seen() * width];
    for (int i = 0; i < experts.size(); i++) {
      Expert expert = experts.get(i);
      int column = network.outputs + i;
      matrix[(columns + network.hidden + i) * width + column] =
          Rounding.ofColumns(expert.grams(), 1).scale(0);
      for (int row = 0; row < expert.dense().length; row++) {
        matrix[(SUMS * columns + row) * width + column] = expert.dense()[row];
      }
    }
    for (int row = 0; row < DenseFeatures.count(); row++) {
      System.arraycopy(
          network.past.weights,
          row * network.outputs,
          matrix,
          (SUMS * columns + row) * width,
          network.outputs);
    }
    return reals("past", List.of((long) seen(), (long) width), matrix);
  }

  private String pastBias() {
    float[] bias = new float[outputs()];
    System.arraycopy(
        network.past.weights, DenseFeatures.count() * network.outputs, bias, 0, network.outputs);
    for (int i = 0; i < experts.size(); i++) {
      bias[network.outputs + i] = experts.get(i).bias();
    }
    return reals("past.bias", List.of(1L, (long) bias.length), bias);
  }

  /** From the hidden layer to what is said. */
  private String outward() {
    int width = outputs();
    float[] matrix = new float[network.hidden * width];
    for (int row = 0; row < network.hidden; row++) {
      System.arraycopy(
          network.out.weights, row * network.outputs, matrix, row * width, network.outputs);
    }
    return reals("outward", List.of((long) network.hidden, (long) width), matrix);
  }

  private String whole(String name, long... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(numbers);
    return graph.weight(name, ElementType.INT64, List.of((long) numbers.length), bytes.array());
  }

  private String reals(String name, Layer layer) {
    return reals(name, List.of((long) layer.rows, (long) layer.width), layer.weights);
  }

  private String reals(String name, List<Long> shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return graph.weight(name, ElementType.FLOAT, shape, bytes.array());
  }
}
