package dev.rung.local.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.LoadOptions;
import dev.rung.local.LocalModel;
import dev.rung.local.Turn;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.device.Device;
import dev.rung.local.device.EngineSettings;
import dev.rung.local.device.TorchEngine;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalRuntimeTest {
  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "rung");
  private static final LoadOptions OPTIONS =
      new LoadOptions(Optional.empty(), Optional.empty(), 1, 2, 4, 64L << 20, 32);

  private final LocalRuntime runtime = new LocalRuntime(CACHE, InstantSource.system());

  @ParameterizedTest
  @ValueSource(strings = {"phi-tiny", "phi-odd", "falcon-mamba-tiny", "falcon-mamba-odd"})
  void answersFromACheckpointAsItLies(String name) throws Exception {
    StringBuilder text = new StringBuilder();
    try (LocalModel model = runtime.load(checkpoint(name), OPTIONS)) {
      Generated generated =
          model.generate(
              List.of(new Turn(Turn.Speaker.USER, "hello")),
              GenerationOptions.greedy(8, Duration.ofMinutes(1)),
              piece -> {
                text.append(piece);
                return true;
              });

      assertThat(generated.promptTokens()).isPositive();
      assertThat(generated.generatedTokens()).isBetween(0, 8);
    }
  }

  @Test
  void loadsWhatComputesWithoutText() throws Exception {
    try (Decoder decoder = runtime.loadDecoder(checkpoint("phi-tiny"), OPTIONS);
        Decoder.Sequence sequence = decoder.open(8)) {
      Decoder.Logits logits =
          decoder.forward(List.of(new Decoder.Input(sequence, new int[] {1, 2, 3}, 1)));

      assertThat(logits.row(0)).hasSize(512);
    }
  }

  @Test
  void computesWithFourBits() throws Exception {
    try (Decoder decoder = runtime.loadDecoder(checkpoint("llama-tiny"), in(Precision.INT4));
        Decoder.Sequence sequence = decoder.open(8)) {
      Decoder.Logits logits =
          decoder.forward(List.of(new Decoder.Input(sequence, new int[] {1, 2, 3}, 1)));

      assertThat(logits.row(0)).hasSize(200);
    }
    assertThat(checkpoint("llama-tiny").resolve(".rung-packed"))
        .isDirectoryContaining("glob:**/int4-128-*.weights");
  }

  @Test
  void refusesFourBitsWhereTheyCannotBeComputed() {
    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class,
            () -> runtime.load(checkpoint("falcon-mamba-tiny"), in(Precision.INT4)));

    assertThat(refused).hasMessageContaining("FalconMambaForCausalLM cannot be computed in int4");
    assertThat(refused).hasMessageContaining("int8 or bf16");
  }

  @Test
  void refusesWhatDoesNotFitIntoMemory() throws Exception {
    LocalRuntime poor =
        new LocalRuntime(CACHE, InstantSource.system(), Optional.empty(), () -> 100_000);

    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class, () -> poor.load(checkpoint("phi-tiny"), OPTIONS));

    assertThat(refused.reason()).isEqualTo(Reason.OUT_OF_MEMORY);
    assertThat(refused).hasMessageContaining("0.0 GB of memory are free");
  }

  /** The engine of the tests is started for the CPU. */
  @Test
  void saysWhyThereIsNoGpu() throws Exception {
    TorchEngine.start(new EngineSettings(CACHE, 1));
    LoadOptions onGpu =
        new LoadOptions(Optional.of(Device.GPU), Optional.empty(), 1, 2, 4, 64L << 20, 32);

    InferenceException refused =
        catchThrowableOfType(
            InferenceException.class, () -> runtime.load(checkpoint("phi-tiny"), onGpu));

    assertThat(refused).hasMessageStartingWith("models cannot run on a GPU here: ");
  }

  private static LoadOptions in(Precision precision) {
    return new LoadOptions(Optional.empty(), Optional.of(precision), 1, 2, 4, 64L << 20, 32);
  }

  private static Path checkpoint(String name) throws Exception {
    return Path.of(
        requireNonNull(LocalRuntimeTest.class.getResource("/checkpoints/" + name)).toURI());
  }
}
