package dev.rung.local.program;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.DataType;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.weights.Weight;
import dev.rung.local.weights.WeightTarget;
import java.nio.ByteBuffer;

/** Gives weights to a program. */
record ProgramWeights(TorchProgram program) implements WeightTarget {

  @Override
  public void begin(Tensor tensor) throws InferenceException {
    program.run("begin", tensor.bytes());
  }

  @Override
  public void fill(long offset, ByteBuffer bytes) throws InferenceException {
    program.run("fill", offset, bytes);
  }

  @Override
  public void end(Tensor tensor) throws InferenceException {
    program.run(
        "take",
        number(tensor.type()),
        tensor.shape().stream().mapToLong(Long::longValue).toArray());
  }

  @Override
  public void put(Weight weight) throws InferenceException {
    switch (weight.kind()) {
      case PLAIN -> program.run("keep", weight.layer(), weight.name());
      case TABLE -> program.run("keep_table", weight.layer(), weight.name());
      case LINEAR -> program.run("pack", weight.layer(), weight.name());
      case FINE -> program.run("pack_fine", weight.layer(), weight.name());
      case HEAD -> program.run("pack_head");
    }
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
