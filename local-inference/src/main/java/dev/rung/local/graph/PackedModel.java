package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.DataType;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.weights.Weight;
import dev.rung.local.weights.WeightMap;
import dev.rung.onnx.ElementType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tensors the packed weights of a model are and where each lies in their file: known before a
 * weight is read. Immutable once planned.
 */
final class PackedModel {
  /** Where a tensor may begin: pages, so that a file can be mapped. */
  private static final long ALIGNMENT = 4_096;

  private final Map<String, PackedTensor> tensors = new LinkedHashMap<>();
  private final Map<String, Linear> linears = new LinkedHashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private final AttentionShape attention;
  private final GraphSettings settings;
  private long bytes;

  private PackedModel(AttentionShape attention, GraphSettings settings) {
    this.attention = attention;
    this.settings = settings;
  }

  /**
   * Plans the weights of a checkpoint.
   *
   * @throws InferenceException when a tensor is missing or does not fit
   */
  static PackedModel plan(
      Checkpoint checkpoint, GraphArchitecture architecture, GraphSettings settings)
      throws InferenceException {
    PackedModel model = new PackedModel(architecture.attention(), settings);
    for (Weight weight : WeightMap.of(checkpoint.config()).weights()) {
      List<Tensor> pieces = new ArrayList<>();
      for (Weight.Piece piece : weight.pieces()) {
        pieces.add(checkpoint.tensors().required(piece.tensor(), piece.shape()));
      }
      model.add(weight, pieces);
    }
    return model;
  }

  List<PackedTensor> tensors() {
    return List.copyOf(tensors.values());
  }

  List<Part> parts() {
    return parts;
  }

  /** Of the whole file. */
  long bytes() {
    return bytes;
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  Linear linear(String name) {
    Linear linear = linears.get(name);
    if (linear == null) {
      throw new IllegalArgumentException("no linear layer " + name);
    }
    return linear;
  }

  int accuracyLevel() {
    return settings.accuracyLevel();
  }

  private void add(Weight weight, List<Tensor> pieces) {
    String name = (weight.layer() < 0 ? "model" : weight.layer()) + "." + weight.name();
    Places places = places(weight, pieces);
    long rows = places.rows();
    switch (weight.kind()) {
      case PLAIN ->
          parts.add(new FloatPart(pieces, 1, places, tensor(name, ElementType.FLOAT, rows)));
      case TABLE -> parts.add(new TablePart(pieces.getFirst(), table(name, pieces.getFirst())));
      case LINEAR, FINE -> linear(name, pieces, places, settings.layers());
      case HEAD -> linear(name, pieces, places, settings.head());
    }
  }

  private void linear(
      String name, List<Tensor> pieces, Places places, Optional<BlockPacking> chosen) {
    int inputs = places.columns();
    int outputs = places.rows();
    if (chosen.isEmpty()) {
      linears.put(name, new Floats(outputs));
      PackedTensor target = tensor(name, ElementType.FLOAT, outputs, inputs);
      parts.add(new FloatPart(pieces, width(pieces), places, target));
      return;
    }
    BlockPacking packing = chosen.get();
    linears.put(name, new Blocks(packing, inputs, outputs));
    long blocks = packing.blocks(inputs);
    parts.add(
        new BlockPart(
            pieces,
            width(pieces),
            places,
            packing,
            tensor(name, ElementType.UINT8, outputs, blocks, packing.blockBytes()),
            tensor(name + ".scale", ElementType.FLOAT, outputs, blocks),
            packing.zeros()
                ? Optional.of(
                    tensor(name + ".zero", ElementType.UINT8, outputs, packing.zeroBytes(inputs)))
                : Optional.empty()));
  }

  /** Heads lie in the graph as its operator wants them. */
  private Places places(Weight weight, List<Tensor> pieces) {
    int rows = pieces.stream().mapToInt(piece -> Math.toIntExact(piece.shape().getFirst())).sum();
    int columns = weight.kind() == Weight.Kind.PLAIN ? 1 : width(pieces);
    if (attention.head().isPlain() || weight.layer() < 0) {
      return Places.same(rows, columns);
    }
    return switch (weight.name()) {
      case "qkv", "qkv.bias" ->
          new Places(Optional.of(attention.outputPlaces()), rows, Optional.empty(), columns);
      case "dense" ->
          new Places(Optional.empty(), rows, Optional.of(attention.inputPlaces()), columns);
      default -> Places.same(rows, columns);
    };
  }

  private PackedTensor table(String name, Tensor tensor) {
    ElementType type =
        tensor.type() == DataType.F32
            ? ElementType.FLOAT
            : tensor.type() == DataType.F16 ? ElementType.FLOAT16 : ElementType.BFLOAT16;
    return tensor(name, type, tensor.shape().get(0), tensor.shape().get(1));
  }

  private PackedTensor tensor(String name, ElementType type, long... shape) {
    List<Long> dimensions = new ArrayList<>();
    for (long dimension : shape) {
      dimensions.add(dimension);
    }
    PackedTensor tensor = new PackedTensor(name, type, dimensions, bytes);
    tensors.put(name, tensor);
    bytes = (bytes + tensor.bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return tensor;
  }

  private static int width(List<Tensor> pieces) {
    return Math.toIntExact(pieces.getFirst().shape().getLast());
  }

  /** How a linear layer is multiplied. */
  sealed interface Linear {
    int outputs();
  }

  /** In single precision. */
  record Floats(int outputs) implements Linear {}

  /** In blocks of rounded weights. */
  record Blocks(BlockPacking packing, int inputs, int outputs) implements Linear {}
}
