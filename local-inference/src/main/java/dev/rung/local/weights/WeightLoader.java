package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.checkpoint.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Brings the weights of a checkpoint into a program. */
public final class WeightLoader {
  /** Fits into the caches of processors, so that the second copy costs little. */
  private static final int PORTION_BYTES = 4 << 20;

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
    for (Weight weight : map.weights()) {
      pieces.add(find(weight, tensors));
    }
    try (TensorFiles files = TensorFiles.open(pieces.stream().flatMap(List::stream).toList())) {
      ByteBuffer portion = ByteBuffer.allocateDirect(PORTION_BYTES);
      for (int i = 0; i < pieces.size(); i++) {
        for (Tensor piece : pieces.get(i)) {
          read(piece, files, portion, target);
        }
        target.put(map.weights().get(i));
      }
    }
  }

  private static void read(
      Tensor tensor, TensorFiles files, ByteBuffer portion, WeightTarget target)
      throws InferenceException {
    target.begin(tensor);
    for (long done = 0; done < tensor.bytes(); done += portion.limit()) {
      portion.clear().limit((int) Math.min(PORTION_BYTES, tensor.bytes() - done));
      files.copy(tensor, done, portion);
      target.fill(done, portion);
    }
    target.end(tensor);
  }

  private static List<Tensor> find(Weight weight, Tensors tensors) throws InferenceException {
    List<Tensor> found = new ArrayList<>();
    for (Weight.Piece piece : weight.pieces()) {
      found.add(tensors.required(piece.tensor(), piece.shape()));
    }
    return found;
  }
}
