package dev.rung.local.program;

import ai.djl.ndarray.NDArray;
import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.DataType;
import dev.rung.local.weights.Weight;
import dev.rung.local.weights.WeightTarget;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;

/** Gives weights to a program, all through one buffer that both sides see. */
final class ProgramWeights implements WeightTarget, AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final TorchProgram program;
  private final ByteBuffer buffer;
  private final NDArray rows;

  /**
   * Makes a buffer.
   *
   * @param bytes that are read at once
   */
  ProgramWeights(TorchProgram program, int bytes) {
    this.program = program;
    this.buffer = arena.allocate(bytes, Long.BYTES).asByteBuffer();
    this.rows = program.bytes(buffer);
  }

  @Override
  public ByteBuffer buffer() {
    return buffer;
  }

  @Override
  public long partRows(Weight weight) throws InferenceException {
    return switch (weight.kind()) {
      case PLAIN, TABLE -> Long.MAX_VALUE;
      case LINEAR -> program.number("part_rows");
      case FINE -> program.number("part_rows_fine");
      case HEAD -> program.number("part_rows_head");
    };
  }

  @Override
  public void begin(Weight weight, List<Long> shape, DataType type) throws InferenceException {
    long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
    switch (weight.kind()) {
      case PLAIN -> program.run("begin", number(DataType.F32), dimensions);
      case TABLE -> program.run("begin", number(type), dimensions);
      case LINEAR -> program.run("begin_linear", dimensions);
      case FINE -> program.run("begin_fine", dimensions);
      case HEAD -> program.run("begin_head", dimensions);
    }
  }

  @Override
  public void fill(long first, DataType type, int bytes) throws InferenceException {
    program.run("fill", first, number(type), rows, bytes);
  }

  @Override
  public void end(Weight weight, int part) throws InferenceException {
    switch (weight.kind()) {
      case PLAIN, TABLE -> program.run("keep", weight.layer(), weight.name());
      case LINEAR -> program.run("pack", weight.layer(), weight.name(), part);
      case FINE -> program.run("pack_fine", weight.layer(), weight.name(), part);
      case HEAD -> program.run("pack_head", weight.layer(), weight.name(), part);
    }
  }

  @Override
  public void close() {
    rows.close();
    arena.close();
  }

  /** The number of a type in libtorch ({@code c10/core/ScalarType.h}). */
  private static int number(DataType type) {
    return switch (type) {
      case F16 -> 5;
      case F32 -> 6;
      case BF16 -> 15;
      case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, I32, U32, I64, U64, F64 ->
          throw new IllegalArgumentException("no weight is of " + type);
    };
  }
}
