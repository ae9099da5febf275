package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import dev.rung.onnx.ElementType;
import dev.rung.onnx.Graph;
import dev.rung.onnx.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes networks as the ONNX model that serving loads.
 *
 * <p>Inputs: {@code dense} [1, features], {@code grams} [n] of the words that are known and their
 * {@code scale} [1], {@code all_grams} [m] and their {@code all_scale} [1], {@code temperature} [1]
 * that the tiers' outputs are divided by. Outputs: {@code probabilities} [1, 5] of tiers, and where
 * there are judges of it {@code gain} [1, 1]. The embedding tables of networks are kept in whole
 * numbers of 8 bits with a scale for each column, and have one row more than there are buckets, of
 * zeros: a prompt without words has that one.
 */
final class ModelFile {
  private static final int MOST = 127;

  private final Graph graph = new Graph("difficulty");

  private ModelFile() {}

  /**
   * A model.
   *
   * @param gain judges of what a strong model adds
   * @param metadata kept in the file, beside what serving needs to know
   */
  static byte[] of(Network tiers, Optional<Mixture> gain, Map<String, String> metadata) {
    ModelFile file = new ModelFile();
    file.graph.input("dense", ElementType.FLOAT, 1L, (long) DenseFeatures.count());
    file.graph.input("grams", ElementType.INT32, "n");
    file.graph.input("scale", ElementType.FLOAT, 1L);
    file.graph.input("all_grams", ElementType.INT32, "m");
    file.graph.input("all_scale", ElementType.FLOAT, 1L);
    file.graph.input("temperature", ElementType.FLOAT, 1L);
    // What a call costs is mostly the number of operators, so that both networks are one.
    List<String> said =
        gain.isPresent()
            ? file.split(
                "outputs",
                file.network("networks", tiers.beside(gain.get().others())),
                tiers.outputs,
                1)
            : List.of(file.network("networks", tiers));
    String logits = said.getFirst();
    String scaled = file.graph.add("Div", logits, "temperature");
    file.graph.add(
        new Node(Node.ONNX, "Softmax", List.of(scaled), List.of("probabilities"), Map.of()));
    file.graph.output("probabilities", ElementType.FLOAT, 1L, (long) tiers.outputs);
    gain.ifPresent(judges -> file.gain(judges, said.getLast()));
    metadata.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> file.graph.describe(each.getKey(), each.getValue()));
    return file.graph.toBytes();
  }

  /** Rounds the table of a network to what a file keeps of it, so that both say the same. */
  static void round(Network network) {
    float[] scales = scales(network.table);
    for (int i = 0; i < network.table.weights.length; i++) {
      float scale = scales[i % network.hidden];
      network.table.weights[i] = Math.round(network.table.weights[i] / scale) * scale;
    }
  }

  /**
   * @param other what the judge of everything else says, before the logistic function
   */
  private void gain(Mixture judges, String other) {
    List<Expert> experts = new ArrayList<>(judges.gate());
    experts.add(judges.compared());
    experts.add(judges.problems());
    List<String> said = split("gain.parts", experts(experts), judges.gate().size(), 2);
    String certainty = reals("gain.certainty", List.of(1L), new float[] {Mixture.CERTAINTY});
    String sorts = graph.add("Softmax", graph.add("Mul", said.get(0), certainty));
    String sharp = reals("gain.sharpness", List.of(1L), new float[] {Mixture.SHARPNESS});
    String linear = positive(said.get(1), sharp);
    String others = graph.add("Sigmoid", other);
    String all = graph.add("", "Concat", Map.of("axis", 1L), linear, others);
    String sum =
        graph.add(
            "",
            "ReduceSum",
            Map.of("keepdims", 1L),
            graph.add("Mul", sorts, all),
            whole("gain.axes", 1));
    String one = reals("gain.most", List.of(1L), new float[] {1});
    graph.add(new Node(Node.ONNX, "Min", List.of(sum, one), List.of("gain"), Map.of()));
    graph.output("gain", ElementType.FLOAT, 1L, 1L);
  }

  private String positive(String value, String sharpness) {
    return graph.add("Div", graph.add("Softplus", graph.add("Mul", value, sharpness)), sharpness);
  }

  /** A row of so many and then so many numbers. */
  private List<String> split(String name, String row, int first, int rest) {
    List<String> parts = List.of(graph.fresh("Split"), graph.fresh("Split"));
    String sizes = whole(name, first, rest);
    graph.add(new Node(Node.ONNX, "Split", List.of(row, sizes), parts, Map.of("axis", 1L)));
    return parts;
  }

  /** What all experts say, in a row: of one table with a column for each. */
  private String experts(List<Expert> experts) {
    int columns = experts.size();
    float[] table = new float[(WordGrams.BUCKETS + 1) * columns];
    float[] dense = new float[DenseFeatures.count() * columns];
    float[] bias = new float[columns];
    for (int column = 0; column < columns; column++) {
      Expert expert = experts.get(column);
      for (int row = 0; row < WordGrams.BUCKETS; row++) {
        table[row * columns + column] = expert.grams()[row];
      }
      for (int row = 0; row < expert.dense().length; row++) {
        dense[row * columns + column] = expert.dense()[row];
      }
      bias[column] = expert.bias();
    }
    List<Long> tableShape = List.of((long) WordGrams.BUCKETS + 1, (long) columns);
    String rows = graph.add("Gather", reals("gain.experts.table", tableShape, table), "all_grams");
    String sum =
        graph.add("", "ReduceSum", Map.of("keepdims", 1L), rows, whole("gain.experts.axes", 0));
    List<Long> denseShape = List.of((long) DenseFeatures.count(), (long) columns);
    String seen = graph.add("MatMul", "dense", reals("gain.experts.dense", denseShape, dense));
    String words = graph.add("Mul", sum, "all_scale");
    List<Long> biasShape = List.of(1L, (long) columns);
    return graph.add(
        "Add", graph.add("Add", words, seen), reals("gain.experts.bias", biasShape, bias));
  }

  private String network(String name, Network network) {
    long hidden = network.hidden;
    String table = table(name + ".table", network.table);
    String columns = reals(name + ".table.scale", List.of(hidden), scales(network.table));
    String rows =
        graph.add(
            "",
            "Cast",
            Map.of("to", (long) ElementType.FLOAT.number()),
            graph.add("Gather", table, "grams"));
    String sum = graph.add("", "ReduceSum", Map.of("keepdims", 1L), rows, whole(name + ".axes", 0));
    String words = graph.add("Mul", graph.add("Mul", sum, columns), "scale");
    String seen = graph.add("MatMul", "dense", reals(name + ".dense", network.dense));
    String inner =
        graph.add(
            "Relu",
            graph.add("Add", graph.add("Add", words, seen), reals(name + ".bias", network.bias)));
    int features = network.past.rows - 1;
    float[] past = Arrays.copyOf(network.past.weights, features * network.outputs);
    float[] bias =
        Arrays.copyOfRange(network.past.weights, past.length, network.past.weights.length);
    String direct =
        graph.add(
            "MatMul",
            "dense",
            reals(name + ".past", List.of((long) features, (long) network.outputs), past));
    String out = graph.add("MatMul", inner, reals(name + ".out", network.out));
    return graph.add(
        "Add",
        graph.add("Add", out, direct),
        reals(name + ".past.bias", List.of(1L, (long) network.outputs), bias));
  }

  private String table(String name, Layer table) {
    float[] scales = scales(table);
    byte[] rounded = new byte[(WordGrams.BUCKETS + 1) * table.width];
    for (int i = 0; i < table.weights.length; i++) {
      rounded[i] = (byte) Math.round(table.weights[i] / scales[i % table.width]);
    }
    return graph.weight(
        name, ElementType.INT8, List.of((long) WordGrams.BUCKETS + 1, (long) table.width), rounded);
  }

  private static float[] scales(Layer table) {
    float[] scales = new float[table.width];
    for (int i = 0; i < table.weights.length; i++) {
      scales[i % table.width] = Math.max(scales[i % table.width], Math.abs(table.weights[i]));
    }
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.max(scales[i], Float.MIN_NORMAL) / MOST;
    }
    return scales;
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
