package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import dev.rung.local.device.CpuFeatures;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The kernels of each precision err as rounding says: s / sqrt(12) in root mean square for numbers
 * rounded to steps of size s. In BF16, steps are at most 2^-7 of a number, and inputs, weights and
 * outputs are rounded: sqrt(3/12) / 2^7 together, at most; where the CPU has no BF16, weights
 * alone, to steps of 2^-10. In INT8, a step of inputs is 1/127 of the largest in their row (1/63
 * where the CPU sums products in 16 bits), and one of weights 1/127 of the largest of their output;
 * how large that is against the usual one, the test reads from the numbers.
 */
class LinearErrorTest {

  @BeforeAll
  static void start() throws InferenceException {
    Oracle.startEngine();
  }

  @ParameterizedTest(name = "{0}, {1} inputs, one in {2} is {3} times larger")
  @CsvSource({
    "BF16, 320, 0, 1",
    "BF16, 2560, 0, 1",
    "BF16, 2560, 256, 100",
    "INT8, 320, 0, 1",
    "INT8, 2560, 0, 1",
    "INT8, 2560, 256, 10",
    "INT8, 2560, 256, 100"
  })
  void layersErrLikeRounding(Precision precision, int inputs, int every, int times)
      throws InferenceException {
    Errors errors = measure(precision, "layer", inputs, every, times);

    assertThat(errors.measured()).isBetween(0.5 * errors.expected(), 1.1 * errors.expected());
  }

  @ParameterizedTest(name = "{0}, one input in {1} is {2} times larger")
  @CsvSource({"BF16, 0, 1", "BF16, 256, 100", "INT8, 0, 1", "INT8, 256, 100"})
  void outputLayersRoundTheirWeightsOnly(Precision precision, int every, int times)
      throws InferenceException {
    Errors errors = measure(precision, "output_layer", 2560, every, times);

    assertThat(errors.measured()).isBetween(0.3 * errors.expected(), 1.1 * errors.expected());
  }

  /** What CPUs are given that do not multiply bfloat16; every CPU can do it. */
  @ParameterizedTest(name = "{0} inputs, one in {1} is {2} times larger")
  @CsvSource({"320, 0, 1", "2560, 0, 1", "2560, 256, 100"})
  void halfPrecisionRoundsItsWeightsOnly(int inputs, int every, int times)
      throws InferenceException {
    CpuFeatures old = new CpuFeatures(Optional.empty(), true, Optional.empty());
    try (TorchProgram program = program(new Target("cpu", Device.CPU, Precision.BF16, old))) {
      float[] row = program.rows("layer", inputs, every, times)[0];

      assertThat((double) row[0]).isBetween(0.5 * row[1], 1.1 * row[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({"F32", "BF16", "INT8"})
  void logitsAreNotRoundedToFewBits(Precision precision) throws InferenceException {
    try (TorchProgram program = program(Target.of(Device.CPU, precision))) {
      float[] logits = program.rows("logits", 64)[0];
      long different =
          IntStream.range(0, logits.length).mapToObj(i -> logits[i]).distinct().count();

      // Of 20,000 numbers of 8 significant bits there would be some hundred different ones.
      assertThat(different).isGreaterThan(15_000);
    }
  }

  private static Errors measure(
      Precision precision, String method, int inputs, int every, int times)
      throws InferenceException {
    try (TorchProgram program = program(Target.of(Device.CPU, precision))) {
      float[] row = program.rows(method, inputs, every, times)[0];
      return new Errors(row[0], row[1]);
    }
  }

  private static TorchProgram program(Target target) throws InferenceException {
    List<String> parts = new ArrayList<>(List.of("numbers"));
    parts.addAll(target.linearParts());
    parts.add("errors_" + Oracle.roundings(target));
    parts.add("errors");
    return TorchProgram.load(
        ProgramText.of(
            ProgramText.class,
            Map.of("int8_levels", CpuFeatures.here().int8Levels(), "device_name", "cpu"),
            parts));
  }

  /** Errors of outputs as shares of them, in root mean square. */
  private record Errors(double measured, double expected) {}
}
