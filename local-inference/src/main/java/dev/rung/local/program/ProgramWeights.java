package dev.rung.local.program;

import ai.djl.ndarray.NDArray;
import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.DataType;
import dev.rung.local.weights.Weight;
import dev.rung.local.weights.WeightTarget;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One of the workers that give weights to a program, all of them through a buffer that both sides
 * see. Different workers may be at work at once, on different layers.
 */
final class ProgramWeights implements WeightTarget, AutoCloseable {
  /** Closed by the thread that made it, when others that filled it have ended. */
  private final Arena arena = Arena.ofShared();

  private final TorchProgram program;
  private final long worker;
  private final ByteBuffer buffer;
  private final NDArray rows;

  /**
   * Makes a buffer.
   *
   * @param worker its number, counted from 0
   * @param bytes that are read at once
   */
  ProgramWeights(TorchProgram program, int worker, int bytes) {
    this.program = program;
    this.worker = worker;
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
      case PLAIN -> program.run("begin", worker, number(DataType.F32), dimensions);
      case TABLE -> program.run("begin", worker, number(type), dimensions);
      case LINEAR -> program.run("begin_linear", worker, dimensions);
      case FINE -> program.run("begin_fine", worker, dimensions);
      case HEAD -> program.run("begin_head", worker, dimensions);
    }
  }

  @Override
  public void fill(long first, DataType type, int bytes) throws InferenceException {
    program.run("fill", worker, first, number(type), rows, bytes);
  }

  @Override
  public void end(Weight weight, int part) throws InferenceException {
    switch (weight.kind()) {
      case PLAIN, TABLE -> program.run("keep", worker, weight.layer(), weight.name());
      case LINEAR -> program.run("pack", worker, weight.layer(), weight.name(), part);
      case FINE -> program.run("pack_fine", worker, weight.layer(), weight.name(), part);
      case HEAD -> program.run("pack_head", worker, weight.layer(), weight.name(), part);
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
