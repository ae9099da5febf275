package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import java.nio.file.Path;
import java.util.List;

/** Where weights go: a program that has been loaded and has none yet. */
public interface WeightTarget {

  /** Maps a file until {@link #unmap}. */
  void map(Path file, long bytes) throws InferenceException;

  void unmap() throws InferenceException;

  /** Copies a weight out of the mapped files, in the form that its kind asks for. */
  void put(Weight weight, List<Tensor> pieces) throws InferenceException;
}
