package dev.rung.local.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.device.Device;
import dev.rung.local.program.Oracle.Prompt;
import dev.rung.local.weights.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lower precisions err by what rounding must do and no more, and no less.
 *
 * <p>What rounding must do is found for each checkpoint by a program in single precision whose
 * inputs and weights of linear layers get noise as large as their steps allow (the theory stands in
 * {@code precision_noise.py}, and {@link LinearErrorTest} holds the kernels to it). How layers
 * amplify errors on their way to the logits is the same in both; where they do it wildly, so that
 * draws of noise differ much, the rounded model is one more draw.
 */
@ParameterizedClass(name = "{0} in {1} for the {2}")
@CsvSource({
  "phi-tiny, BF16, CPU",
  "phi-tiny, INT8, CPU",
  "phi-tiny, BF16, GPU",
  "phi-odd, BF16, CPU",
  "phi-odd, INT8, CPU",
  "phi-norm, BF16, CPU",
  "phi-norm, INT8, CPU",
  "phi-wide, BF16, CPU",
  "phi-wide, INT8, CPU",
  "falcon-mamba-tiny, BF16, CPU",
  "falcon-mamba-tiny, INT8, CPU",
  "falcon-mamba-tiny, BF16, GPU",
  "falcon-mamba-odd, BF16, CPU",
  "falcon-mamba-odd, INT8, CPU",
  "falcon-mamba-bias, BF16, CPU",
  "falcon-mamba-bias, INT8, CPU",
  "llama-tiny, BF16, CPU",
  "llama-tiny, INT8, CPU",
  "llama-odd, BF16, CPU",
  "llama-odd, INT8, CPU",
  "llama-odd, BF16, GPU",
  "mistral-tiny, BF16, CPU",
  "mistral-tiny, INT8, CPU",
  "mistral-tiny, BF16, GPU"
})
class PrecisionTest {
  /** Runs of the noisy program. */
  private static final int DRAWS = 4;

  /** A draw more or less is rarely further from all others. */
  private static final double SPREAD = 1.25;

  /** Standard deviations beyond which a margin does not turn over by chance. */
  private static final double SAFE = 5;

  private static Optional<TorchDecoder> loaded = Optional.empty();
  private static List<Comparison> comparisons = List.of();

  @Parameter(0)
  String name = "";

  @Parameter(1)
  Precision precision = Precision.F32;

  @Parameter(2)
  Device kernels = Device.CPU;

  @BeforeParameterizedClassInvocation
  static void compare(String name, Precision precision, Device kernels) throws InferenceException {
    Oracle oracle = Oracle.named(name);
    TorchDecoder decoder =
        kernels == Device.GPU ? oracle.byKernelsOfGpu(precision) : oracle.decoder(precision);
    Target target =
        kernels == Device.GPU ? Oracle.kernelsOfGpu(precision) : Target.of(kernels, precision);
    loaded = Optional.of(decoder);
    comparisons = new ArrayList<>();
    try (TorchDecoder exact = oracle.decoder(Precision.F32);
        TorchDecoder noisy = oracle.noisy(target)) {
      for (Prompt prompt : oracle.prompts()) {
        comparisons.add(Comparison.of(continued(prompt), exact, decoder, noisy, DRAWS));
      }
    }
  }

  @AfterParameterizedClassInvocation
  static void close() {
    loaded.ifPresent(TorchDecoder::close);
  }

  @Test
  void logitsErrLikeRounding() {
    double error = Comparison.rootMean(comparisons, Comparison::squaredError);
    DoubleSummaryStatistics noise = Comparison.draws(comparisons);

    assertThat(error)
        .isBetween(noise.getMin() / SPREAD, SPREAD * noise.getMax() + Oracle.TOLERANCE);
  }

  /**
   * A token's loss is its logit against a mean of all: it errs by less than two logits do together.
   * Errors of single tokens do not add up to one of the mean.
   */
  @Test
  void perplexityIsNotHigherThanNoiseMakesIt() {
    double noise = Comparison.rootMean(comparisons, Comparison::squaredNoise);
    double tokens = comparisons.stream().mapToInt(c -> c.ids().length - 1).sum();

    double change = comparisons.stream().mapToDouble(Comparison::lossChange).sum() / tokens;

    double ofTheMean = Math.sqrt(2) * noise / Math.sqrt(tokens);
    assertThat(Math.abs(change)).isLessThan(SAFE * ofTheMean + Oracle.TOLERANCE);
  }

  @Test
  void theLikeliestTokensAreThoseOfSinglePrecisionWhereTheirLeadIsClear() {
    int clear = 0;
    for (Comparison comparison : comparisons) {
      for (int row = 0; row < comparison.ids().length; row++) {
        double unclear = SAFE * Math.sqrt(2 * comparison.squaredNoise(row)) + Oracle.TOLERANCE;
        if (comparison.lead(row) > unclear) {
          clear++;
          assertThat(Oracle.argmax(comparison.rounded()[row]))
              .isEqualTo(Oracle.argmax(comparison.exact()[row]));
        }
      }
    }
    assertThat(clear).isPositive();
  }

  /** Sums of other shapes round otherwise in their last bits; a rounding to few bits may flip. */
  @Test
  void portionsBatchesAndForksAreLikeTheWhole() throws InferenceException {
    TorchDecoder decoder = loaded.orElseThrow();
    Comparison longest = comparisons.getLast();
    int[] ids = longest.ids();
    try (Sequence stepwise = decoder.open(ids.length);
        Sequence portions = decoder.open(ids.length)) {
      decoder.forward(List.of(new Input(portions, Arrays.copyOf(ids, 7), 1)));
      List<float[]> rows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        List<Input> batch = new ArrayList<>();
        batch.add(new Input(stepwise, new int[] {ids[i]}, 1));
        if (i % 3 == 0) {
          int from = portions.length();
          batch.add(new Input(portions, Arrays.copyOfRange(ids, from, from + 3), 1));
        }
        rows.add(decoder.forward(batch).row(0));
      }

      assertLike(longest, rows, 0);
      try (Sequence fork = decoder.fork(portions, portions.length(), ids.length)) {
        int from = fork.length();
        int[] rest = Arrays.copyOfRange(ids, from, ids.length);
        Logits logits = decoder.forward(List.of(new Input(fork, rest, rest.length)));
        List<float[]> forked = new ArrayList<>();
        for (int i = 0; i < logits.rows(); i++) {
          forked.add(logits.row(i));
        }
        assertLike(longest, forked, from);
      }
    }
  }

  private static void assertLike(Comparison whole, List<float[]> rows, int first) {
    double squares = 0;
    double noise = 0;
    for (int i = 0; i < rows.size(); i++) {
      squares += Comparison.squared(rows.get(i), whole.rounded()[first + i]);
      noise += whole.squaredNoise(first + i);
    }
    double inSingle = Oracle.TOLERANCE * Math.sqrt(rows.size());
    assertThat(Math.sqrt(squares)).isLessThan(0.5 * Math.sqrt(noise) + inSingle);
  }

  private static int[] continued(Prompt prompt) {
    int[] ids = Arrays.copyOf(prompt.ids(), prompt.ids().length + prompt.greedy().length);
    System.arraycopy(prompt.greedy(), 0, ids, prompt.ids().length, prompt.greedy().length);
    return ids;
  }
}
