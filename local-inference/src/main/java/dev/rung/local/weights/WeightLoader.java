package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.checkpoint.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the weights of a checkpoint into a program, some rows at a time and through one buffer, so
 * that no tensor is in memory as a whole beside its packed form.
 */
public final class WeightLoader {
  private final TensorFiles files;
  private final WeightTarget target;
  private final ByteBuffer buffer;

  private WeightLoader(TensorFiles files, WeightTarget target) {
    this.files = files;
    this.target = target;
    this.buffer = target.buffer();
  }

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
    List<Tensor> all = pieces.stream().flatMap(List::stream).toList();
    for (Tensor tensor : all) {
      refuseWide(tensor, target.buffer().capacity());
    }
    try (TensorFiles files = TensorFiles.open(all)) {
      WeightLoader loader = new WeightLoader(files, target);
      for (int i = 0; i < pieces.size(); i++) {
        loader.load(map.weights().get(i), pieces.get(i));
      }
    }
  }

  private void load(Weight weight, List<Tensor> pieces) throws InferenceException {
    long rows = pieces.stream().mapToLong(WeightLoader::rows).sum();
    long partRows = target.partRows(weight);
    int part = 0;
    long from = 0;
    while (from < rows) {
      long to = from + Math.min(rows - from, partRows);
      List<Long> shape = new ArrayList<>(pieces.getFirst().shape());
      shape.set(0, to - from);
      target.begin(weight, shape, pieces.getFirst().type());
      fill(pieces, from, to);
      target.end(weight, part);
      part++;
      from = to;
    }
  }

  /** Hands on a part: rows of pieces that lie below each other. */
  private void fill(List<Tensor> pieces, long from, long to) throws InferenceException {
    long start = 0;
    for (Tensor piece : pieces) {
      long end = Math.min(to, start + rows(piece));
      long row = Math.max(from, start);
      while (row < end) {
        row += fill(piece, row - start, end - row, row - from);
      }
      start += rows(piece);
    }
  }

  /** Hands on as many rows as the buffer holds; how many. */
  private long fill(Tensor tensor, long row, long most, long place) throws InferenceException {
    int rowBytes = (int) rowBytes(tensor);
    int count = (int) Math.min(most, buffer.capacity() / rowBytes);
    buffer.clear().limit(count * rowBytes);
    files.copy(tensor, row * rowBytes, buffer);
    target.fill(place, tensor.type(), count * rowBytes);
    return count;
  }

  private static long rows(Tensor tensor) {
    return tensor.shape().getFirst();
  }

  private static long rowBytes(Tensor tensor) {
    return tensor.bytes() / rows(tensor);
  }

  private static void refuseWide(Tensor tensor, int most) throws InferenceException {
    if (rowBytes(tensor) > most) {
      throw new InferenceException(
          Reason.BAD_CHECKPOINT,
          "the tensor %s has rows of %d bytes; %d is the most"
              .formatted(tensor.name(), rowBytes(tensor), most));
    }
  }

  private static List<Tensor> find(Weight weight, Tensors tensors) throws InferenceException {
    List<Tensor> found = new ArrayList<>();
    for (Weight.Piece piece : weight.pieces()) {
      found.add(tensors.required(piece.tensor(), piece.shape()));
    }
    return found;
  }
}
