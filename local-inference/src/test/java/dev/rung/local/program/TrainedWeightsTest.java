package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import dev.rung.local.device.Device;
import dev.rung.local.tokenizer.Tokenizer;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What lower precisions do to weights that were trained: those of the small model of this
 * repository, on texts of the kind that it writes.
 */
class TrainedWeightsTest {
  private static final Path FOLDER = Path.of("..", "models", "rung-tiny");
  private static final int VOCABULARY = 1024;
  private static final int DRAWS = 4;
  private static final List<String> TEXTS =
      List.of(
          "Instruct: Turn this list into bullet points: apple, pear, plum\n"
              + "Output: - apple\n- pear\n- plum<|endoftext|>",
          "Instruct: Turn this list into JSON: red, green, blue\n"
              + "Output: [\"red\", \"green\", \"blue\"]<|endoftext|>",
          "Instruct: Write this as YAML: name=lamp, size=4\n"
              + "Output: name: lamp\nsize: 4<|endoftext|>",
          "Instruct: Close the brackets: f(a, [1, 2\nOutput: f(a, [1, 2])<|endoftext|>",
          "Instruct: Write an empty docstring for: def add(a, b):\n"
              + "Output: \"\"\"\n\nArgs:\n    a:\n    b:\n\nReturns:\n\"\"\"<|endoftext|>",
          "Instruct: Write in snake_case: maxRetryCount\nOutput: max_retry_count<|endoftext|>");

  /**
   * Noise as large as the roundings says what is to be expected (see {@link PrecisionTest}). A
   * token's loss errs by less than two logits do, five standard deviations are beyond chance, and
   * the errors of many tokens do not add up.
   */
  @ParameterizedTest
  @EnumSource(names = {"BF16", "INT8"})
  void costNoMorePerplexityThanRoundingMust(Precision precision) throws InferenceException {
    List<Comparison> comparisons = compare(precision);
    double error = Comparison.rootMean(comparisons, Comparison::squaredError);
    double noise = Comparison.rootMean(comparisons, Comparison::squaredNoise);
    int tokens = comparisons.stream().mapToInt(comparison -> comparison.ids().length - 1).sum();

    double change = comparisons.stream().mapToDouble(Comparison::lossChange).sum() / tokens;

    assertThat(error).isLessThan(1.25 * noise + Oracle.TOLERANCE);
    assertThat(Math.abs(change)).isLessThan(5 * Math.sqrt(2.0 / tokens) * noise + Oracle.TOLERANCE);
    assertThat(Math.exp(change)).as("what auto holds to be bearable").isLessThan(1.01);
  }

  private static List<Comparison> compare(Precision precision) throws InferenceException {
    Oracle model = new Oracle(FOLDER, List.of());
    List<Comparison> comparisons = new ArrayList<>();
    try (Tokenizer tokenizer = Tokenizer.read(FOLDER, VOCABULARY);
        TorchDecoder exact = model.decoder(Precision.F32);
        TorchDecoder rounded = model.decoder(precision);
        TorchDecoder noisy = model.noisy(Target.of(Device.CPU, precision))) {
      for (String text : TEXTS) {
        comparisons.add(Comparison.of(tokenizer.encodeWhole(text), exact, rounded, noisy, DRAWS));
      }
    }
    return comparisons;
  }
}
