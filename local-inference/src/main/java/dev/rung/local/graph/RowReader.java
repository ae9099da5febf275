package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.weights.TensorFiles;
import java.util.List;

/**
 * Reads a row of tensors that lie below each other, as it is to be packed.
 *
 * @param width numbers in a row of the checkpoint
 */
record RowReader(TensorFiles files, List<Tensor> sources, int width, Places places) {
  RowReader {
    sources = List.copyOf(sources);
  }

  float[] row(int index) throws InferenceException {
    float[] numbers = new float[width];
    int rest = places.row(index);
    if (rest >= 0) {
      for (Tensor source : sources) {
        long rows = source.elements() / width;
        if (rest < rows) {
          files.read(source, (long) rest * width, numbers);
          break;
        }
        rest -= Math.toIntExact(rows);
      }
    }
    return places.spread(numbers);
  }
}
