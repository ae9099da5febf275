package dev.rung.local.graph;

import dev.rung.local.checkpoint.Activation;
import dev.rung.onnx.ElementType;
import dev.rung.onnx.Graph;
import dev.rung.onnx.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds the graph of a whole step: ids in, logits out. The rows of all sequences lie below each
 * other; only attention looks at each sequence by itself, with one operator a sequence that reads
 * and writes its keys and values where they lie.
 *
 * <p>Values, with n rows of all sequences together and r that are asked for:
 *
 * <ul>
 *   <li>{@code ids} [1, n], {@code wanted} [r]: which rows get logits
 *   <li>where there may be several sequences: {@code several}, whether there are; {@code parts}
 *       [2]: rows of the first and of all others; {@code counts} [sequences - 1]: rows of each of
 *       the others, where one that is not used takes a row of {@code filling} [1, unused, width],
 *       because its operator must have one; {@code kept} [2]: rows of the others and of the
 *       filling; {@code nothing} [1, 0, width], which attention gives for no others
 *   <li>{@code last.i} [1]: index of the sequence's last position, {@code total.i} [1]: its
 *       positions
 *   <li>{@code cos}, {@code sin} [positions, pairs]
 *   <li>{@code keys.l.i}, {@code values.l.i} [1, heads, capacity, head size] and the same with
 *       {@code new.} before it as results, in the same memory
 *   <li>{@code logits} [1, r, vocabulary]
 * </ul>
 */
final class DecoderGraph {
  private static final Map<String, Number> ROWS = Map.of("axis", 1L);

  private final Graph graph = new Graph("decoder");
  private final AttentionShape attention;
  private final PackedModel packed;
  private final int sequences;

  private DecoderGraph(AttentionShape attention, PackedModel packed, int sequences) {
    this.attention = attention;
    this.packed = packed;
    this.sequences = sequences;
  }

  /**
   * The graph as a file's content.
   *
   * @param sequences of one step at most
   * @param file with the packed weights, by its name
   */
  static byte[] of(GraphArchitecture architecture, PackedModel packed, int sequences, String file) {
    DecoderGraph graph = new DecoderGraph(architecture.attention(), packed, sequences);
    graph.inputs();
    packed
        .tensors()
        .forEach(tensor ->
            graph.graph.weight(
                tensor.name(),
                tensor.type(),
                tensor.shape(),
                file,
                tensor.offset(),
                tensor.bytes()));
    graph.steps(architecture);
    return graph.graph.toBytes();
  }

  Graph graph() {
    return graph;
  }

  /** The name of a weight that is used as it is. */
  String weight(String name) {
    return name;
  }

  /** A linear layer with its bias, if it has one. */
  String linear(String name, String x) {
    return switch (packed.linear(name)) {
      case PackedModel.Floats floats -> {
        String product =
            graph.add(Node.MICROSOFT, "FusedMatMul", Map.of("transB", 1L), x, weight(name));
        yield packed.has(name + ".bias")
            ? graph.add(Node.ONNX, "Add", Map.of(), product, weight(name + ".bias"))
            : product;
      }
      case PackedModel.Blocks blocks ->
          graph.add(
              Node.MICROSOFT,
              "MatMulNBits",
              Map.of(
                  "K", (long) blocks.inputs(),
                  "N", (long) blocks.outputs(),
                  "bits", (long) blocks.packing().bits(),
                  "block_size", (long) blocks.packing().block(),
                  "accuracy_level", (long) packed.accuracyLevel()),
              x,
              weight(name),
              weight(name + ".scale"),
              packed.has(name + ".zero") ? weight(name + ".zero") : "",
              "",
              packed.has(name + ".bias") ? weight(name + ".bias") : "");
    };
  }

  /** The function between the layers of a feed-forward part. */
  String activate(Activation activation, String x) {
    return switch (activation) {
      case GELU -> graph.add(Node.MICROSOFT, "Gelu", Map.of(), x);
      case GELU_TANH -> graph.add(Node.MICROSOFT, "FastGelu", Map.of(), x);
      case QUICK_GELU -> graph.add(Node.MICROSOFT, "QuickGelu", Map.of("alpha", 1.702f), x);
      case SILU -> graph.add(Node.MICROSOFT, "QuickGelu", Map.of("alpha", 1f), x);
      case RELU -> graph.add(Node.ONNX, "Relu", Map.of(), x);
      case RELU_SQUARED -> {
        String above = graph.add(Node.ONNX, "Relu", Map.of(), x);
        yield graph.add(Node.ONNX, "Mul", Map.of(), above, above);
      }
    };
  }

  /** Attention of all sequences; x has queries, keys and values of each row side by side. */
  String attention(int layer, String x) {
    if (sequences == 1) {
      return attend(graph, layer, 0, x, attentionResults(layer, 0));
    }
    String first = graph.fresh("first");
    String others = graph.fresh("others");
    graph.add(new Node(Node.ONNX, "Split", List.of(x, "parts"), List.of(first, others), ROWS));
    String attended = attend(graph, layer, 0, first, attentionResults(layer, 0));
    List<String> results = new ArrayList<>(List.of(graph.fresh("attended")));
    for (int i = 1; i < sequences; i++) {
      results.addAll(attentionResults(layer, i));
    }
    graph.add(
        new Node(
            Node.ONNX,
            "If",
            List.of("several"),
            results,
            Map.of("then_branch", several(layer, others), "else_branch", nobodyElse(layer))));
    return graph.add(Node.ONNX, "Concat", ROWS, attended, results.getFirst());
  }

  /** The sequences after the first; those that are not used get a row of the filling. */
  private Graph several(int layer, String x) {
    Graph branch = graph.inner("branch");
    String filled = branch.add(Node.ONNX, "Concat", ROWS, x, "filling");
    List<String> parts = new ArrayList<>();
    for (int i = 1; i < sequences; i++) {
      parts.add(branch.fresh("part"));
    }
    branch.add(new Node(Node.ONNX, "Split", List.of(filled, "counts"), parts, ROWS));
    String[] attended = new String[sequences - 1];
    List<String> results = new ArrayList<>();
    for (int i = 1; i < sequences; i++) {
      List<String> own = List.of(branch.fresh("keys"), branch.fresh("values"));
      attended[i - 1] = attend(branch, layer, i, parts.get(i - 1), own);
      results.addAll(own);
    }
    String together = branch.add(Node.ONNX, "Concat", ROWS, attended);
    String kept = branch.fresh("kept");
    branch.add(
        new Node(
            Node.ONNX,
            "Split",
            List.of(together, "kept"),
            List.of(kept, branch.fresh("dropped")),
            ROWS));
    outputs(branch, kept, results);
    return branch;
  }

  /** No sequence after the first: keys and values stay what they are. */
  private Graph nobodyElse(int layer) {
    Graph branch = graph.inner("branch");
    String nothing = branch.add(Node.ONNX, "Identity", Map.of(), "nothing");
    List<String> results = new ArrayList<>();
    for (int i = 1; i < sequences; i++) {
      results.add(branch.add(Node.ONNX, "Identity", Map.of(), keys(layer, i)));
      results.add(branch.add(Node.ONNX, "Identity", Map.of(), values(layer, i)));
    }
    outputs(branch, nothing, results);
    return branch;
  }

  private void outputs(Graph branch, String attended, List<String> results) {
    branch.output(attended, ElementType.FLOAT, 1, "others", attention.attendedWidth());
    for (int i = 0; i < results.size(); i++) {
      branch.output(results.get(i), ElementType.FLOAT, memoryShape(1 + i / 2));
    }
  }

  private static List<String> attentionResults(int layer, int sequence) {
    return List.of(result(keys(layer, sequence)), result(values(layer, sequence)));
  }

  /** Attention of one sequence within a graph. */
  private String attend(Graph within, int layer, int sequence, String x, List<String> results) {
    String output = within.fresh("attended");
    within.add(
        new Node(
            Node.MICROSOFT,
            "GroupQueryAttention",
            List.of(
                x,
                "",
                "",
                keys(layer, sequence),
                values(layer, sequence),
                "last." + sequence,
                "total." + sequence,
                "cos",
                "sin"),
            List.of(output, results.get(0), results.get(1)),
            Map.of(
                "num_heads", (long) attention.heads(),
                "kv_num_heads", (long) attention.keyValueHeads(),
                "scale", (float) (1 / Math.sqrt(attention.head().size())),
                "do_rotary", 1L,
                "local_window_size",
                    attention.slidingWindow() > 0 ? (long) attention.slidingWindow() : -1L)));
    return output;
  }

  private Object[] memoryShape(int sequence) {
    return new Object[] {
      1, attention.keyValueHeads(), "room." + sequence, attention.head().padded()
    };
  }

  private void inputs() {
    graph.input("ids", ElementType.INT64, 1, "rows");
    graph.input("wanted", ElementType.INT64, "asked");
    graph.input("cos", ElementType.FLOAT, "positions", attention.head().pairs());
    graph.input("sin", ElementType.FLOAT, "positions", attention.head().pairs());
    if (sequences > 1) {
      graph.input("several", ElementType.BOOL, 1);
      graph.input("parts", ElementType.INT64, 2);
      graph.input("counts", ElementType.INT64, sequences - 1);
      graph.input("kept", ElementType.INT64, 2);
      graph.input("filling", ElementType.FLOAT, 1, "unused", attention.packedWidth());
      graph.input("nothing", ElementType.FLOAT, 1, 0, attention.attendedWidth());
    }
    for (int i = 0; i < sequences; i++) {
      graph.input("last." + i, ElementType.INT32, 1);
      graph.input("total." + i, ElementType.INT32, 1);
      for (int layer = 0; layer < attention.layers(); layer++) {
        for (String name : List.of(keys(layer, i), values(layer, i))) {
          graph.input(name, ElementType.FLOAT, memoryShape(i));
          graph.output(result(name), ElementType.FLOAT, memoryShape(i));
        }
      }
    }
  }

  private void steps(GraphArchitecture architecture) {
    String rows =
        graph.add(Node.ONNX, "Gather", Map.of("axis", 0L), weight("model.embedding"), "ids");
    String embedded =
        graph.add(Node.ONNX, "Cast", Map.of("to", (long) ElementType.FLOAT.number()), rows);
    String last = architecture.layers(this, embedded);
    String asked = graph.add(Node.ONNX, "Gather", Map.of("axis", 1L), last, "wanted");
    String logits = linear("model.head", asked);
    graph.add(new Node(Node.ONNX, "Identity", List.of(logits), List.of("logits"), Map.of()));
    graph.output("logits", ElementType.FLOAT, 1, "asked", packed.linear("model.head").outputs());
  }

  static String keys(int layer, int sequence) {
    return "keys." + layer + "." + sequence;
  }

  static String values(int layer, int sequence) {
    return "values." + layer + "." + sequence;
  }

  static String result(String name) {
    return "new." + name;
  }
}
