package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import java.io.IOException;

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
  public void pack(Workspace workspace, int first, int last)
      throws InferenceException, IOException {
    int width = columns() * source.type().bytes();
    workspace.copy(source, (long) first * width, (last - first) * width, target);
  }
}
