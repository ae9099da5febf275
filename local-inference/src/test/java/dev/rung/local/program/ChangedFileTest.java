package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that another process changes after its header was read. */
class ChangedFileTest {
  private static final long CACHE_LIMIT = 1_000_000;

  @TempDir private Path folder;

  @Test
  void aFileThatWasCutOffIsAnErrorWithAName() throws Exception {
    Checkpoint checkpoint = copy();
    Path weights = folder.resolve("model.safetensors");
    try (FileChannel file = FileChannel.open(weights, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }

    assertThat(failure(checkpoint))
        .hasMessageMatching(
            "model\\.safetensors cannot be read at the tensor \\S+: it has become shorter");
  }

  @Test
  void aFileThatWasDeletedIsAnErrorWithAName() throws Exception {
    Checkpoint checkpoint = copy();
    Files.delete(folder.resolve("model.safetensors"));

    assertThat(failure(checkpoint))
        .hasMessageMatching("model\\.safetensors cannot be read at the tensor \\S+: .+");
  }

  private Checkpoint copy() throws Exception {
    Path from = Oracle.named("phi-tiny").folder();
    for (String name : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(from.resolve(name), folder.resolve(name));
    }
    return Checkpoint.read(folder);
  }

  private static InferenceException failure(Checkpoint checkpoint) throws Exception {
    Oracle.startEngine();
    InferenceException failure =
        catchThrowableOfType(
            InferenceException.class,
            () -> TorchDecoder.load(checkpoint, Precision.F32, Device.CPU, CACHE_LIMIT, 1).close());
    assertThat(failure.reason()).isEqualTo(Reason.BAD_CHECKPOINT);
    return failure;
  }
}
