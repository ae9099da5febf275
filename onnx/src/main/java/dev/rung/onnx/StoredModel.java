package dev.rung.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What lies in a model's file beside its operators, as {@link Graph} writes it: weights and what
 * the model says of itself.
 *
 * @param weights by their names
 * @param metadata by its keys
 */
public record StoredModel(Map<String, Weight> weights, Map<String, String> metadata) {
  public StoredModel {
    weights = Map.copyOf(weights);
    metadata = Map.copyOf(metadata);
  }

  /**
   * A weight.
   *
   * @param type the number of an {@link ElementType}
   * @param elements as they lie in memory, little-endian; empty where they lie in another file
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  public record Weight(int type, List<Long> shape, byte[] elements) {
    public Weight {
      shape = List.copyOf(shape);
    }

    /** The elements as real numbers, whatever the type says. */
    public float[] reals() {
      float[] reals = new float[elements.length / Float.BYTES];
      ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(reals);
      return reals;
    }
  }

  /** The weight of this name, where it has this type and this shape. */
  public Optional<Weight> weight(String name, ElementType type, long... shape) {
    long count = type.bytes();
    List<Long> wanted = new ArrayList<>();
    for (long each : shape) {
      wanted.add(each);
      count *= each;
    }
    long bytes = count;
    return Optional.ofNullable(weights.get(name))
        .filter(weight -> weight.type() == type.number() && weight.shape().equals(wanted))
        .filter(weight -> weight.elements().length == bytes);
  }

  /**
   * Reads {@code ModelProto}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static StoredModel of(byte[] model) {
    Map<String, Weight> weights = new TreeMap<>();
    Map<String, String> metadata = new TreeMap<>();
    try {
      Fields fields = new Fields(ByteBuffer.wrap(model));
      while (fields.next()) {
        switch (fields.field()) {
          case 7 -> readGraph(new Fields(fields.bytes()), weights);
          case 14 -> readEntry(new Fields(fields.bytes()), metadata);
          default -> {}
        }
      }
    } catch (BufferUnderflowException | ArithmeticException e) {
      throw new IllegalArgumentException("the model is cut or damaged", e);
    }
    return new StoredModel(weights, metadata);
  }

  private static void readGraph(Fields graph, Map<String, Weight> weights) {
    while (graph.next()) {
      if (graph.field() == 5) {
        readTensor(new Fields(graph.bytes()), weights);
      }
    }
  }

  private static void readTensor(Fields tensor, Map<String, Weight> weights) {
    List<Long> shape = new ArrayList<>();
    int type = 0;
    String name = "";
    byte[] elements = new byte[0];
    while (tensor.next()) {
      switch (tensor.field()) {
        case 1 -> shape.add(tensor.number());
        case 2 -> type = Math.toIntExact(tensor.number());
        case 8 -> name = tensor.text();
        case 9 -> {
          elements = new byte[tensor.bytes().remaining()];
          tensor.bytes().get(elements);
        }
        default -> {}
      }
    }
    weights.put(name, new Weight(type, shape, elements));
  }

  private static void readEntry(Fields entry, Map<String, String> metadata) {
    String key = "";
    String value = "";
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> key = entry.text();
        case 2 -> value = entry.text();
        default -> {}
      }
    }
    metadata.put(key, value);
  }
}
