package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.checkpoint.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Brings the weights of a checkpoint into a program, some rows at a time and through a buffer, so
 * that no tensor is in memory as a whole beside its packed form. Several load at once, each the
 * layers of which it has taken one out of the queue that they share.
 */
public final class WeightLoader {
  private final TensorFiles files;
  private final WeightTarget target;
  private final ByteBuffer buffer;
  private final Queue<List<Found>> layers;

  private WeightLoader(TensorFiles files, WeightTarget target, Queue<List<Found>> layers) {
    this.files = files;
    this.target = target;
    this.buffer = target.buffer();
    this.layers = layers;
  }

  /** A weight with the tensors that it is made of. */
  private record Found(Weight weight, List<Tensor> pieces) {
    long bytes() {
      return pieces.stream().mapToLong(Tensor::bytes).sum();
    }
  }

  /**
   * Loads all weights. Every tensor's name, shape and type is checked before the first is read.
   *
   * @param targets of which each is used by one thread: the calling one where it is the only one
   * @throws InferenceException when a tensor is missing or another than expected, memory runs out,
   *     or the calling thread is interrupted
   */
  public static void load(WeightMap map, Tensors tensors, List<? extends WeightTarget> targets)
      throws InferenceException {
    List<Found> all = new ArrayList<>();
    for (Weight weight : map.weights()) {
      all.add(new Found(weight, find(weight, tensors)));
    }
    List<Tensor> pieces = all.stream().flatMap(found -> found.pieces().stream()).toList();
    for (Tensor tensor : pieces) {
      refuseWide(tensor, targets.getFirst().buffer().capacity());
    }
    try (TensorFiles files = TensorFiles.open(pieces)) {
      Queue<List<Found>> layers = new ConcurrentLinkedQueue<>(largestFirst(all));
      List<WeightLoader> loaders =
          targets.stream().map(target -> new WeightLoader(files, target, layers)).toList();
      if (loaders.size() == 1) {
        loaders.getFirst().work();
      } else {
        together(loaders);
      }
    }
  }

  /** The weights of each layer; those of the model as a whole, which are many, come early. */
  private static List<List<Found>> largestFirst(List<Found> all) {
    List<List<Found>> layers =
        new ArrayList<>(
            all.stream().collect(Collectors.groupingBy(found -> found.weight().layer())).values());
    ToLongFunction<List<Found>> bytes = layer -> layer.stream().mapToLong(Found::bytes).sum();
    layers.sort(Comparator.comparingLong(bytes).reversed());
    return layers;
  }

  private static void together(List<WeightLoader> loaders) throws InferenceException {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            loaders.size(), Thread.ofPlatform().daemon().name("rung-load-", 0).factory())) {
      List<Callable<Void>> works = new ArrayList<>();
      loaders.forEach(loader -> works.add(loader::work));
      for (Future<Void> done : threads.invokeAll(works)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InferenceException failed) {
        throw failed;
      }
      throw new IllegalStateException("loading failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceException(Reason.CLOSED, "loading was interrupted", e);
    }
  }

  /** Loads one layer after the other until none is left. */
  private Void work() throws InferenceException {
    boolean complete = false;
    try {
      for (List<Found> layer = layers.poll(); layer != null; layer = layers.poll()) {
        for (Found found : layer) {
          load(found.weight(), found.pieces());
        }
      }
      complete = true;
    } finally {
      if (!complete) { // The others have nothing more to do.
        layers.clear();
      }
    }
    return null;
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
