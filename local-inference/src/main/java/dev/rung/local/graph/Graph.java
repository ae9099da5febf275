package dev.rung.local.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects an ONNX graph and writes it. Weights stay in a file beside it.
 *
 * <p>Source: {@code onnx.proto} of the ONNX project; numbers of fields are those of its messages.
 */
final class Graph {
  private static final long IR_VERSION = 10;
  private static final long ONNX_VERSION = 21;
  private static final long MICROSOFT_VERSION = 1;
  private static final int EXTERNAL = 1;

  private final Message graph = new Message().text(2, "decoder");
  private final Map<String, Integer> names;

  Graph() {
    this(new HashMap<>());
  }

  private Graph(Map<String, Integer> names) {
    this.names = names;
  }

  /** A graph within this one: an attribute of a node, which sees the values of this one. */
  Graph inner() {
    return new Graph(names);
  }

  /** {@code GraphProto}. */
  Message message() {
    return graph;
  }

  /**
   * Adds an operator with one result.
   *
   * @return the name of the result
   */
  String add(String domain, String operator, Map<String, ?> attributes, String... inputs) {
    String output = fresh(operator);
    add(new Node(domain, operator, List.of(inputs), List.of(output), attributes));
    return output;
  }

  void add(Node node) {
    graph.message(1, node.message());
  }

  /** A name that no value has yet. */
  String fresh(String base) {
    return base + "#" + names.merge(base, 1, Integer::sum);
  }

  /** Adds a value that each run is given; dimensions are numbers, or names of what varies. */
  void input(String name, ElementType type, Object... shape) {
    graph.message(11, value(name, type, shape));
  }

  /** Makes a value a result of each run. */
  void output(String name, ElementType type, Object... shape) {
    graph.message(12, value(name, type, shape));
  }

  /** Adds a weight that lies in a file. */
  void weight(PackedTensor tensor, String file) {
    Message message = new Message();
    tensor.shape().forEach(dimension -> message.number(1, dimension));
    message
        .number(2, tensor.type().number())
        .text(8, tensor.name())
        .message(13, entry("location", file))
        .message(13, entry("offset", Long.toString(tensor.offset())))
        .message(13, entry("length", Long.toString(tensor.bytes())))
        .number(14, EXTERNAL);
    graph.message(5, message);
  }

  /** {@code ModelProto}. */
  byte[] toBytes() {
    return new Message()
        .number(1, IR_VERSION)
        .text(2, "rung")
        .message(7, graph)
        .message(8, new Message().text(1, Node.ONNX).number(2, ONNX_VERSION))
        .message(8, new Message().text(1, Node.MICROSOFT).number(2, MICROSOFT_VERSION))
        .toBytes();
  }

  /** {@code StringStringEntryProto}. */
  private static Message entry(String key, String value) {
    return new Message().text(1, key).text(2, value);
  }

  /** {@code ValueInfoProto}. */
  private static Message value(String name, ElementType type, Object... shape) {
    Message dimensions = new Message();
    for (Object dimension : shape) {
      Message each = new Message();
      dimensions.message(
          1,
          dimension instanceof Number number
              ? each.number(1, number.longValue())
              : each.text(2, dimension.toString()));
    }
    Message tensor = new Message().number(1, type.number()).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }
}
