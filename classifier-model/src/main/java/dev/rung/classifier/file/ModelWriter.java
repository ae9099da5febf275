package dev.rung.classifier.file;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.file.Matrices.Sizes;
import dev.rung.onnx.ElementType;
import dev.rung.onnx.Graph;
import dev.rung.onnx.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Writes matrices as the ONNX model that serving loads.
 *
 * <p>Inputs: {@code dense} [1, features], {@code grams} [n] of all words and {@code weights} [2, n]
 * of their rows in two sums: of words that are known, and of all. Outputs, as sums that serving
 * makes sense of: {@code tiers} [1, 5], and where there are judges of it {@code gain} [1, 6]. What
 * a call costs is mostly the number of operators, so that all networks and judges are one: an
 * embedding table with the columns of each, in whole numbers of 8 bits with a scale for each
 * column. It has one row more than there are buckets, of zeros: a prompt without words has that
 * one.
 */
public final class ModelWriter {
  private final Graph graph = new Graph("difficulty");
  private final Matrices matrices;
  private final Sizes sizes;

  private ModelWriter(Matrices matrices) {
    this.matrices = matrices;
    this.sizes = matrices.sizes();
  }

  /**
   * A model.
   *
   * @param metadata kept in the file
   */
  public static byte[] bytes(Matrices matrices, Map<String, String> metadata) {
    ModelWriter writer = new ModelWriter(matrices);
    writer.write();
    metadata.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> writer.graph.describe(each.getKey(), each.getValue()));
    return writer.graph.toBytes();
  }

  private void write() {
    graph.input("dense", ElementType.FLOAT, 1L, (long) DenseFeatures.count());
    graph.input("grams", ElementType.INT32, "n");
    graph.input("weights", ElementType.FLOAT, (long) Matrices.SUMS, "n");
    String rows = graph.add("Gather", table(), "grams");
    String numbers = graph.add("", "Cast", Map.of("to", (long) ElementType.FLOAT.number()), rows);
    String sums = graph.add("MatMul", "weights", numbers);
    String flat =
        graph.add("Reshape", sums, whole("flat", 1, (long) Matrices.SUMS * sizes.columns()));
    String seen = graph.add("", "Concat", Map.of("axis", 1L), flat, "dense");
    String inward = reals("inward", sizes.seen(), sizes.hidden(), matrices.inward());
    String bias = reals("bias", 1, sizes.hidden(), matrices.bias());
    String inner = graph.add("Relu", graph.add("Gemm", seen, inward, bias));
    String past = reals("past", sizes.seen(), sizes.said(), matrices.past());
    String pastBias = reals("past.bias", 1, sizes.said(), matrices.pastBias());
    String direct = graph.add("Gemm", seen, past, pastBias);
    String outward = reals("outward", sizes.hidden(), sizes.said(), matrices.outward());
    heads(graph.add("Gemm", inner, outward, direct));
  }

  private void heads(String said) {
    graph.output("tiers", ElementType.FLOAT, 1L, (long) sizes.tiers());
    if (sizes.gain() == 0) {
      graph.add(new Node(Node.ONNX, "Identity", List.of(said), List.of("tiers"), Map.of()));
      return;
    }
    graph.output("gain", ElementType.FLOAT, 1L, (long) sizes.gain());
    List<String> heads = List.of("tiers", "gain");
    String parts = whole("heads", sizes.tiers(), sizes.gain());
    graph.add(new Node(Node.ONNX, "Split", List.of(said, parts), heads, Map.of("axis", 1L)));
  }

  private String table() {
    List<Long> shape = List.of((long) Matrices.ROWS, (long) sizes.columns());
    return graph.weight("table", ElementType.INT8, shape, matrices.table());
  }

  private String whole(String name, long... numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(numbers);
    return graph.weight(name, ElementType.INT64, List.of((long) numbers.length), bytes.array());
  }

  private String reals(String name, int rows, int width, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return graph.weight(name, ElementType.FLOAT, List.of((long) rows, (long) width), bytes.array());
  }
}
