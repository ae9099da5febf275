package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import java.io.IOException;
import java.util.List;

/**
 * A weight in single precision.
 *
 * @param sources tensors below each other
 * @param width numbers in one of their rows
 */
record FloatPart(List<Tensor> sources, int width, Places places, PackedTensor target)
    implements Part {
  FloatPart {
    sources = List.copyOf(sources);
  }

  @Override
  public int rows() {
    return places.rows();
  }

  @Override
  public int columns() {
    return places.columns();
  }

  @Override
  public void pack(Workspace workspace, int first, int last)
      throws InferenceException, IOException {
    RowReader reader = new RowReader(workspace, sources, width, places);
    float[] numbers = workspace.portion((last - first) * columns());
    for (int row = first; row < last; row++) {
      System.arraycopy(reader.row(row), 0, numbers, (row - first) * columns(), columns());
    }
    workspace.write(target, (long) first * columns(), numbers);
  }
}
