package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.checkpoint.Tensors;
import dev.rung.local.weights.TensorFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
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

  private Packer() {}

  static void pack(PackedModel model, Tensors tensors, int threads, FileChannel channel)
      throws InferenceException, IOException {
    List<Tensor> sources =
        tensors.names().stream().map(tensors::find).flatMap(Optional::stream).toList();
    PackedFile file = new PackedFile(channel);
    channel.write(ByteBuffer.allocate(1), model.bytes() - 1);
    try (TensorFiles files = TensorFiles.open(sources);
        ExecutorService workers =
            Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("rung-pack-", 0).factory())) {
      List<Callable<Void>> portions = new ArrayList<>();
      for (Part part : model.parts()) {
        int step = Math.max(1, PORTION / part.columns());
        for (int first = 0; first < part.rows(); first += step) {
          int start = first;
          int end = Math.min(part.rows(), first + step);
          portions.add(() -> {
            part.pack(files, start, end, file);
            return null;
          });
        }
      }
      for (Future<Void> portion : workers.invokeAll(portions)) {
        portion.get();
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceException(Reason.CLOSED, "packing was interrupted", e);
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
