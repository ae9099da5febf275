package dev.rung.local.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rung.local.InferenceException;
import dev.rung.local.LoadOptions;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.device.CpuFeatures;
import dev.rung.local.device.Device;
import dev.rung.local.weights.ContentKey;
import dev.rung.local.weights.Precision;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerplexityMeterTest {
  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "rung");
  private static final LoadOptions OPTIONS =
      new LoadOptions(Optional.empty(), Optional.empty(), 1, 2, 4, 64L << 20, 32);

  @TempDir private Path folder;

  private final LocalRuntime runtime = new LocalRuntime(CACHE, InstantSource.system());

  @BeforeEach
  void copy() throws Exception {
    Path from =
        Path.of(
            requireNonNull(PerplexityMeterTest.class.getResource("/checkpoints/phi-tiny")).toURI());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
      }
    }
  }

  @Test
  void measuresAndKeepsWhatItFound() throws Exception {
    Set<Precision> told = new LinkedHashSet<>();

    MeasuredPerplexity measured =
        new PerplexityMeter(runtime, OPTIONS)
            .measure(
                folder,
                (precision, done, total) -> {
                  told.add(precision);
                  assertThat(done).isBetween(1, total);
                });

    assertThat(told).containsExactly(Precision.BF16, Precision.INT8);
    // Random weights know nothing: about as much as there are tokens, 512.
    assertThat(measured.values().get("bf16")).isBetween(300.0, 10_000.0);
    assertThat(measured.loss(Precision.INT8, Precision.BF16).orElseThrow())
        .isCloseTo(0, within(0.05));
    assertThat(MeasuredPerplexity.of(Checkpoint.read(folder))).contains(measured);
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
      assertThat(parts).isEmpty();
    }
  }

  @Test
  void eightBitsAreChosenWhereTheyWereFoundExactEnough() throws Exception {
    write(ContentKey.of(Checkpoint.read(folder)), MeasuredPerplexity.MEASURE, 10, 10.09);

    assertThat(chosen()).isEqualTo(withInt8());
  }

  @Test
  void eightBitsAreNotChosenOtherwise() throws Exception {
    Precision usual = chosen();
    String here = ContentKey.of(Checkpoint.read(folder));

    write(here, MeasuredPerplexity.MEASURE, 10, 10.11);
    assertThat(chosen()).isEqualTo(usual);
    write("of another one", MeasuredPerplexity.MEASURE, 10, 10);
    assertThat(chosen()).isEqualTo(usual);
    write(here, "by eye", 10, 10);
    assertThat(chosen()).isEqualTo(usual);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"checkpoint\": \"a\", \"measure\": \"b\", \"perplexity\": {\"bf16\": true}}",
        "{\"checkpoint\": \"a\", \"measure\": \"b\", \"perplexity\": {\"bf16\": 0.5}}",
        "{\"checkpoint\": \"a\", \"measure\": \"b\", \"perplexity\": {\"bf16\": 1e999}}"
      })
  void aDamagedRecordHoldsUpNobody(String text) throws Exception {
    Precision usual = chosen();
    Files.writeString(folder.resolve(MeasuredPerplexity.FILE), text);

    assertThat(chosen()).isEqualTo(usual);
    assertThatThrownBy(() -> MeasuredPerplexity.of(Checkpoint.read(folder)))
        .isInstanceOf(InferenceException.class)
        .hasMessageContaining(MeasuredPerplexity.FILE);
  }

  @Test
  void otherWeightsHaveAnotherContentKey() throws Exception {
    String before = ContentKey.of(Checkpoint.read(folder));
    Path weights = folder.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    for (int i = bytes.length / 2; i < bytes.length; i += 16) {
      bytes[i] ^= 1;
    }
    Files.write(weights, bytes);

    assertThat(before).hasSize(64);
    assertThat(ContentKey.of(Checkpoint.read(folder))).isNotEqualTo(before);
  }

  private void write(String checkpoint, String measure, double bf16, double int8) throws Exception {
    new MeasuredPerplexity(checkpoint, measure, Map.of("bf16", bf16, "int8", int8)).write(folder);
  }

  private Precision chosen() throws Exception {
    return runtime.choose(Checkpoint.read(folder), Device.CPU, OPTIONS).precision();
  }

  /** What is chosen on this machine when 8 bits are exact enough. */
  private static Precision withInt8() {
    return ChosenPrecision.of(Optional.empty(), CpuFeatures.here(), OptionalDouble.of(0.009))
        .precision();
  }
}
