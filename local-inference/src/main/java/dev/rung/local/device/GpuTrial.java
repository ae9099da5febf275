package dev.rung.local.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes something on the GPU in a process of its own, so that a driver or a library that does
 * not fit ends that process and not this one.
 */
final class GpuTrial implements GpuSearch.Trial {
  /** The libraries are gigabytes, and the first use of a GPU takes seconds. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final int SIZE = 8;

  @Override
  public void run(HostLibtorch libtorch, Path cache) throws UnusableException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx128m");
    TorchEngine.properties(cache, Optional.of(libtorch))
        .forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), GpuTrial.class.getName()));
    ChildOutcome outcome;
    try {
      outcome = ChildOutcome.of(new ProcessBuilder(command), LIMIT);
    } catch (IOException e) {
      throw new UnusableException("no process can be started to try the GPU: " + e.getMessage());
    }
    if (outcome.code() != 0) {
      throw new UnusableException(
          "libtorch in %s does not compute on the GPU: %s"
              .formatted(libtorch.libraries(), outcome.lastLine()));
    }
  }

  /** The other process: multiplies two matrices of ones; any failure is an exit code of 1. */
  public static void main(String[] arguments) {
    try (NDManager gpu = NDManager.newBaseManager(ai.djl.Device.gpu(0), TorchEngine.NAME)) {
      NDArray ones = gpu.ones(new Shape(SIZE, SIZE));
      float[] product = ones.matMul(ones).toFloatArray();
      if (product[0] != SIZE) {
        throw new IllegalStateException("a product of matrices is wrong");
      }
    } catch (RuntimeException | LinkageError e) {
      System.out.println(TorchEngine.rootMessage(e).lines().findFirst().orElse(""));
      System.exit(1);
    }
  }
}
