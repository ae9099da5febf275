package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.weights.TensorFiles;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Rows that are looked up: as the checkpoint has them. */
record TablePart(Tensor source, PackedTensor target) implements Part {

  @Override
  public int rows() {
    return Math.toIntExact(source.shape().getFirst());
  }

  @Override
  public int columns() {
    return Math.toIntExact(source.shape().getLast());
  }

  @Override
  public void pack(TensorFiles files, int first, int last, PackedFile file)
      throws InferenceException, IOException {
    int width = columns() * source.type().bytes();
    ByteBuffer bytes = ByteBuffer.allocate((last - first) * width);
    files.copy(source, (long) first * width, bytes);
    file.write(target, (long) first * width, bytes);
  }
}
