package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights that several threads load are those that one loads. */
class WorkersTest {
  private static final long CACHE_LIMIT = 1 << 24;
  private static final int[] TOKENS = {3, 1, 4, 1, 5, 9, 2, 6};

  @ParameterizedTest
  @CsvSource({
    "phi-tiny, F32",
    "phi-odd, BF16",
    "phi-odd, INT8",
    "llama-tiny, INT8",
    "falcon-mamba-odd, BF16",
    "falcon-mamba-odd, INT8"
  })
  void loadTheSameModel(String name, Precision precision) throws InferenceException {
    Oracle.startEngine();
    Checkpoint checkpoint = Checkpoint.read(Oracle.named(name).folder());

    assertThat(logits(checkpoint, precision, 4)).isDeepEqualTo(logits(checkpoint, precision, 1));
  }

  private static float[][] logits(Checkpoint checkpoint, Precision precision, int workers)
      throws InferenceException {
    Target target = Target.of(Device.CPU, precision);
    try (TorchDecoder decoder =
            TorchDecoder.load(checkpoint, target, target.linearParts(), CACHE_LIMIT, workers);
        Sequence sequence = decoder.open(TOKENS.length)) {
      var logits = decoder.forward(List.of(new Input(sequence, TOKENS, TOKENS.length)));
      float[][] rows = new float[logits.rows()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = logits.row(i);
      }
      return rows;
    }
  }

  @Test
  void sayWhichTensorCannotBeRead(@TempDir Path folder) throws Exception {
    Oracle.startEngine();
    copy(Oracle.named("phi-tiny").folder(), folder);
    Checkpoint checkpoint = Checkpoint.read(folder);
    try (var file = new RandomAccessFile(folder.resolve("model.safetensors").toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }

    assertThatThrownBy(() -> logits(checkpoint, Precision.F32, 4))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining("model.safetensors cannot be read at the tensor");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
