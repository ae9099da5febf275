package dev.rung.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects a graph and writes it as a model. */
public final class Graph {
  private static final long IR_VERSION = 10;
  private static final long ONNX_VERSION = 21;
  private static final long MICROSOFT_VERSION = 1;
  private static final int EXTERNAL = 1;

  private final Message graph;
  private final Message metadata = new Message();
  private final Map<String, Integer> names;

  /**
   * An empty graph.
   *
   * @param name for people who look at it
   */
  public Graph(String name) {
    this(name, new HashMap<>());
  }

  private Graph(String name, Map<String, Integer> names) {
    this.graph = new Message().text(2, name);
    this.names = names;
  }

  /** A graph within this one: an attribute of a node, which sees the values of this one. */
  public Graph inner(String name) {
    return new Graph(name, names);
  }

  /** {@code GraphProto}. */
  Message message() {
    return graph;
  }

  /**
   * Adds an operator of the standard with one result.
   *
   * @return the name of the result
   */
  public String add(String operator, String... inputs) {
    return add(Node.ONNX, operator, Map.of(), inputs);
  }

  /**
   * Adds an operator with one result.
   *
   * @return the name of the result
   */
  public String add(String domain, String operator, Map<String, ?> attributes, String... inputs) {
    String output = fresh(operator);
    add(new Node(domain, operator, List.of(inputs), List.of(output), attributes));
    return output;
  }

  public void add(Node node) {
    graph.message(1, node.message());
  }

  /** A name that no value has yet. */
  public String fresh(String base) {
    return base + "#" + names.merge(base, 1, Integer::sum);
  }

  /** Adds a value that each run is given; dimensions are numbers, or names of what varies. */
  public void input(String name, ElementType type, Object... shape) {
    graph.message(11, value(name, type, shape));
  }

  /** Makes a value a result of each run. */
  public void output(String name, ElementType type, Object... shape) {
    graph.message(12, value(name, type, shape));
  }

  /**
   * Adds a weight that lies in the model itself.
   *
   * @param elements as they lie in memory, little-endian
   * @return its name
   */
  public String weight(String name, ElementType type, List<Long> shape, byte[] elements) {
    graph.message(5, tensor(name, type, shape).raw(9, elements));
    return name;
  }

  /**
   * Adds a weight that lies in a file beside the model.
   *
   * @param offset in bytes
   */
  public void weight(
      String name, ElementType type, List<Long> shape, String file, long offset, long bytes) {
    graph.message(
        5,
        tensor(name, type, shape)
            .message(13, entry("location", file))
            .message(13, entry("offset", Long.toString(offset)))
            .message(13, entry("length", Long.toString(bytes)))
            .number(14, EXTERNAL));
  }

  /** Says something of the model that whoever loads it can read. */
  public void describe(String key, String value) {
    metadata.message(14, entry(key, value));
  }

  /** {@code ModelProto}. */
  public byte[] toBytes() {
    Message model =
        new Message()
            .number(1, IR_VERSION)
            .text(2, "rung")
            .message(7, graph)
            .message(8, new Message().text(1, Node.ONNX).number(2, ONNX_VERSION))
            .message(8, new Message().text(1, Node.MICROSOFT).number(2, MICROSOFT_VERSION));
    return model.append(metadata).toBytes();
  }

  /** {@code TensorProto} without its elements. */
  private static Message tensor(String name, ElementType type, List<Long> shape) {
    Message message = new Message();
    shape.forEach(dimension -> message.number(1, dimension));
    return message.number(2, type.number()).text(8, name);
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
