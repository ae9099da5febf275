package dev.rung.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One operator of a graph.
 *
 * @param domain whose operator it is
 * @param inputs names of values; an empty one for an optional input that is left out
 * @param outputs names that it gives its results, an empty one likewise
 * @param attributes whole numbers as Long, others as Float, or a Graph
 */
public record Node(
    String domain,
    String operator,
    List<String> inputs,
    List<String> outputs,
    Map<String, ?> attributes) {
  /** The operators of the standard. */
  public static final String ONNX = "";

  /** Those that ONNX Runtime adds ({@code docs/ContribOperators.md} of its repository). */
  public static final String MICROSOFT = "com.microsoft";

  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT = 2;
  private static final int TYPE_GRAPH = 5;

  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes = Map.copyOf(attributes);
  }

  /** {@code NodeProto}. */
  Message message() {
    Message message = new Message();
    inputs.forEach(input -> message.text(1, input));
    outputs.forEach(output -> message.text(2, output));
    message.text(3, outputs.getFirst()).text(4, operator);
    new TreeMap<String, Object>(attributes)
        .forEach((name, value) -> message.message(5, attribute(name, value)));
    return message.text(7, domain);
  }

  /** {@code AttributeProto}. */
  private static Message attribute(String name, Object value) {
    Message message = new Message().text(1, name);
    return switch (value) {
      case Float real -> message.real(2, real).number(20, TYPE_FLOAT);
      case Long whole -> message.number(3, whole).number(20, TYPE_INT);
      case Graph inner -> message.message(6, inner.message()).number(20, TYPE_GRAPH);
      default -> throw new IllegalArgumentException("no attribute: " + value.getClass());
    };
  }
}
