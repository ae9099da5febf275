package dev.rung.local.weights;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.DataType;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.checkpoint.Tensors;
import java.util.List;

/** How much memory the weights of a checkpoint take once they are packed. */
public final class PackedSize {
  private static final int F32 = 4;
  private static final int HALF = 2;
  private static final int INT8 = 1;
  private static final int INT4_BITS = 4;

  /** Of matrices that are packed in parts. */
  private static final int PART_ROWS = 4_096;

  /** Of each output of a layer in 8 bits: its scale, and a zero that the kernels ask for. */
  private static final int SCALES = 8;

  private PackedSize() {}

  /**
   * Bytes; what kernels add to reach whole blocks is left out. Tensors need not be there: a type
   * that is not known counts as BF16.
   */
  public static long bytes(Checkpoint checkpoint, Precision precision) {
    return WeightMap.of(checkpoint.config()).weights().stream()
        .mapToLong(weight -> bytes(weight, checkpoint.tensors(), precision))
        .sum();
  }

  /**
   * Bytes that packing takes at most beside what is packed, for each worker: the largest part of a
   * matrix as its kernels want it given.
   */
  public static long working(Checkpoint checkpoint) {
    return WeightMap.of(checkpoint.config()).weights().stream()
        .mapToLong(PackedSize::working)
        .max()
        .orElseThrow();
  }

  private static long working(Weight weight) {
    long rows = weight.pieces().stream().mapToLong(piece -> piece.shape().getFirst()).sum();
    long columns = weight.pieces().getFirst().shape().getLast();
    long inParts = F32 * Math.min(rows, PART_ROWS) * columns;
    return switch (weight.kind()) {
      case PLAIN, TABLE -> 0;
      case LINEAR, FINE -> Math.max(inParts, HALF * rows * columns);
      case HEAD -> inParts;
    };
  }

  private static long bytes(Weight weight, Tensors tensors, Precision precision) {
    long numbers = 0;
    long outputs = 0;
    for (Weight.Piece piece : weight.pieces()) {
      numbers += product(piece.shape());
      outputs += piece.shape().getFirst();
    }
    return switch (weight.kind()) {
      case PLAIN -> F32 * numbers;
      case TABLE -> type(weight, tensors).bytes() * numbers;
      case LINEAR ->
          switch (precision) {
            case F32 -> F32 * numbers;
            case BF16 -> HALF * numbers;
            case INT8 -> INT8 * numbers + SCALES * outputs;
            case INT4 -> inBlocks(weight, INT4_BITS, Precision.INT4_BLOCK);
          };
      case FINE ->
          switch (precision) {
            case F32 -> F32 * numbers;
            case BF16, INT8, INT4 -> HALF * numbers;
          };
      case HEAD ->
          switch (precision) {
            case F32 -> F32 * numbers;
            case BF16 -> HALF * numbers;
            case INT8 -> INT8 * numbers + SCALES * outputs;
            case INT4 -> inBlocks(weight, Byte.SIZE, Precision.INT4_HEAD_BLOCK);
          };
    };
  }

  /** Whole blocks of weights, each with a scale and a zero. */
  private static long inBlocks(Weight weight, int bits, int block) {
    long blocks = 0;
    for (Weight.Piece piece : weight.pieces()) {
      blocks += piece.shape().getFirst() * ((piece.shape().getLast() + block - 1) / block);
    }
    return blocks * (block * bits / Byte.SIZE + F32) + blocks * bits / Byte.SIZE;
  }

  private static DataType type(Weight weight, Tensors tensors) {
    return tensors
        .find(weight.pieces().getFirst().tensor())
        .map(Tensor::type)
        .orElse(DataType.BF16);
  }

  private static long product(List<Long> shape) {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
