package dev.rung.local.program;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.DataType;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.weights.Weight;
import dev.rung.local.weights.WeightTarget;
import java.nio.file.Path;
import java.util.List;

/** Gives weights to a program. */
record ProgramWeights(TorchProgram program) implements WeightTarget {

  @Override
  public void map(Path file, long bytes) throws InferenceException {
    program.run("map", file.toString(), bytes);
  }

  @Override
  public void unmap() throws InferenceException {
    program.run("unmap");
  }

  @Override
  public void put(Weight weight, List<Tensor> pieces) throws InferenceException {
    for (Tensor piece : pieces) {
      program.run(
          "take",
          piece.file().toString(),
          piece.offset(),
          piece.bytes(),
          number(piece.type()),
          piece.shape().stream().mapToLong(Long::longValue).toArray());
    }
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
