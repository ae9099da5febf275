package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.checkpoint.Tensors;
import dev.rung.local.weights.TensorFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Packs the weights of a model into a file, portion by portion on several threads. What it needs of
 * memory does not depend on the model's size.
 */
final class Packer {
  /** Numbers of a portion: as many as stay in a processor's cache. */
  private static final int PORTION = 1 << 15;

  private final List<Part> parts;
  private int part;
  private int row;

  private Packer(List<Part> parts) {
    this.parts = parts;
  }

  static void pack(PackedModel model, Tensors tensors, int threads, FileChannel channel)
      throws InferenceException, IOException {
    List<Tensor> sources =
        tensors.names().stream().map(tensors::find).flatMap(Optional::stream).toList();
    channel.write(ByteBuffer.allocate(1), model.bytes() - 1);
    Packer packer = new Packer(model.parts());
    try (TensorFiles files = TensorFiles.open(sources);
        ExecutorService workers =
            Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("rung-pack-", 0).factory())) {
      Callable<Void> work = () -> packer.work(new Workspace(files, channel));
      for (Future<Void> worker : workers.invokeAll(Collections.nCopies(threads, work))) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceException(Reason.CLOSED, "packing was interrupted", e);
    }
  }

  /** Packs one portion after the other until none is left. */
  private Void work(Workspace workspace) throws InferenceException, IOException {
    boolean complete = false;
    try {
      Optional<Portion> portion = next();
      while (portion.isPresent()) {
        portion.get().pack(workspace);
        portion = next();
      }
      complete = true;
    } finally {
      if (!complete) {
        stop();
      }
    }
    return null;
  }

  private synchronized Optional<Portion> next() {
    if (part == parts.size()) {
      return Optional.empty();
    }
    Part current = parts.get(part);
    int last = Math.min(current.rows(), row + Math.max(1, PORTION / current.columns()));
    Portion portion = new Portion(current, row, last);
    row = last;
    if (row == current.rows()) {
      row = 0;
      part++;
    }
    return Optional.of(portion);
  }

  /** Leaves the other threads nothing to do. */
  private synchronized void stop() {
    part = parts.size();
  }

  /** Rows from the first to before the last. */
  private record Portion(Part part, int first, int last) {
    void pack(Workspace workspace) throws InferenceException, IOException {
      part.pack(workspace, first, last);
    }
  }

  private static InferenceException failure(ExecutionException e) throws IOException {
    return switch (e.getCause()) {
      case InferenceException failed -> failed;
      case IOException failed -> throw failed;
      case null, default -> throw new IllegalStateException("packing failed", e);
    };
  }
}
