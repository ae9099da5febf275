package dev.rung.local.graph;

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
 *   <li>{@code counts} [sequences]: rows of each, where there may be several sequences; one that is
 *       not used takes a row of {@code filling} [1, unused, width], because its operator must have
 *       one; {@code kept} [2]: rows of all and of the filling
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

  private final Graph graph = new Graph();
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
    packed.tensors().forEach(tensor -> graph.graph.weight(tensor, file));
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

  /** Attention of all sequences; x has queries, keys and values of each row side by side. */
  String attention(int layer, String x) {
    if (sequences == 1) {
      return attend(layer, 0, x);
    }
    String filled = graph.add(Node.ONNX, "Concat", ROWS, x, "filling");
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sequences; i++) {
      parts.add(graph.fresh("part"));
    }
    graph.add(new Node(Node.ONNX, "Split", List.of(filled, "counts"), parts, ROWS));
    String[] attended = new String[sequences];
    for (int i = 0; i < sequences; i++) {
      attended[i] = attend(layer, i, parts.get(i));
    }
    String together = graph.add(Node.ONNX, "Concat", ROWS, attended);
    String kept = graph.fresh("kept");
    graph.add(
        new Node(
            Node.ONNX,
            "Split",
            List.of(together, "kept"),
            List.of(kept, graph.fresh("dropped")),
            ROWS));
    return kept;
  }

  private String attend(int layer, int sequence, String x) {
    String output = graph.fresh("attended");
    String keys = keys(layer, sequence);
    String values = values(layer, sequence);
    graph.add(
        new Node(
            Node.MICROSOFT,
            "GroupQueryAttention",
            List.of(x, "", "", keys, values, "last." + sequence, "total." + sequence, "cos", "sin"),
            List.of(output, result(keys), result(values)),
            Map.of(
                "num_heads", (long) attention.heads(),
                "kv_num_heads", (long) attention.keyValueHeads(),
                "scale", (float) (1 / Math.sqrt(attention.head().size())),
                "do_rotary", 1L,
                "local_window_size",
                    attention.slidingWindow() > 0 ? (long) attention.slidingWindow() : -1L)));
    return output;
  }

  private void inputs() {
    graph.input("ids", ElementType.INT64, 1, "rows");
    graph.input("wanted", ElementType.INT64, "asked");
    graph.input("cos", ElementType.FLOAT, "positions", attention.head().pairs());
    graph.input("sin", ElementType.FLOAT, "positions", attention.head().pairs());
    if (sequences > 1) {
      graph.input("counts", ElementType.INT64, sequences);
      graph.input("kept", ElementType.INT64, 2);
      graph.input("filling", ElementType.FLOAT, 1, "unused", attention.packedWidth());
    }
    for (int i = 0; i < sequences; i++) {
      graph.input("last." + i, ElementType.INT32, 1);
      graph.input("total." + i, ElementType.INT32, 1);
      for (int layer = 0; layer < attention.layers(); layer++) {
        for (String name : List.of(keys(layer, i), values(layer, i))) {
          Object[] shape = {1, attention.keyValueHeads(), "room." + i, attention.head().padded()};
          graph.input(name, ElementType.FLOAT, shape);
          graph.output(result(name), ElementType.FLOAT, shape);
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
