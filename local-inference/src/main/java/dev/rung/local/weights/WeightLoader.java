package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.checkpoint.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Brings the weights of a checkpoint into a program. */
public final class WeightLoader {
  private WeightLoader() {}

  /**
   * Loads all weights. Every tensor's name, shape and type is checked before the first is read.
   *
   * @throws InferenceException when a tensor is missing or another than expected, or memory runs
   *     out
   */
  public static void load(WeightMap map, Tensors tensors, WeightTarget target)
      throws InferenceException {
    List<List<Tensor>> pieces = new ArrayList<>();
    Set<Path> files = new LinkedHashSet<>();
    for (Weight weight : map.weights()) {
      List<Tensor> found = find(weight, tensors);
      found.forEach(tensor -> files.add(tensor.file()));
      pieces.add(found);
    }
    for (Path file : files) {
      target.map(file, size(file));
    }
    for (int i = 0; i < pieces.size(); i++) {
      target.put(map.weights().get(i), pieces.get(i));
    }
    target.unmap();
  }

  private static List<Tensor> find(Weight weight, Tensors tensors) throws InferenceException {
    List<Tensor> found = new ArrayList<>();
    for (Weight.Piece piece : weight.pieces()) {
      found.add(tensors.required(piece.tensor(), piece.shape()));
    }
    return found;
  }

  private static long size(Path file) throws InferenceException {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new InferenceException(
          Reason.BAD_CHECKPOINT, file.getFileName() + " cannot be read: " + e.getMessage());
    }
  }
}
