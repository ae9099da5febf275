package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a row of tensors that lie below each other, as it is to be packed.
 *
 * @param width numbers in a row of the checkpoint
 */
record RowReader(Workspace workspace, List<Tensor> sources, int width, Places places) {
  RowReader {
    sources = List.copyOf(sources);
  }

  /** A row, in an array that the next one is read into as well. */
  float[] row(int index) throws InferenceException {
    float[] numbers = workspace.row(width);
    read(places.row(index), numbers);
    return places.across().isEmpty()
        ? numbers
        : places.spread(numbers, workspace.spread(places.columns()));
  }

  private void read(int index, float[] numbers) throws InferenceException {
    if (index < 0) {
      Arrays.fill(numbers, 0);
      return;
    }
    int rest = index;
    for (Tensor source : sources) {
      long rows = source.elements() / width;
      if (rest < rows) {
        workspace.read(source, (long) rest * width, numbers);
        return;
      }
      rest -= Math.toIntExact(rows);
    }
    throw new IllegalArgumentException("no row " + index);
  }
}
