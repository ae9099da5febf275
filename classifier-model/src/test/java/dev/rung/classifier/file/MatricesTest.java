package dev.rung.classifier.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.TierVerdict;
import dev.rung.classifier.WordGrams;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.onnx.Graph;
import dev.rung.onnx.StoredModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MatricesTest {
  private static final int TIERS = 5;
  private static final byte[] FILE = shippedFile();
  private final Matrices shipped = Matrices.of(StoredModel.of(FILE), TIERS);

  @Test
  void theShippedModelIsWrittenAgainByteForByte() {
    assertThat(ModelWriter.bytes(shipped, StoredModel.of(FILE).metadata())).isEqualTo(FILE);
  }

  @Test
  void aWayOfItsOwnFromWordsToTiersIsAddedToWhatIsSaid() throws Exception {
    byte[] numbers = new byte[WordGrams.BUCKETS * TIERS];
    TaskFeatures task = task("Rename the harbour to zzyzx.");
    for (int gram : task.grams().distinct()) {
      numbers[gram * TIERS + 3] = 100;
    }
    float[] scales = {0, 0, 0, 0.01f, 0};

    try (OnnxTierModel before = OnnxTierModel.of(FILE);
        OnnxTierModel after = OnnxTierModel.of(written(shipped.withWords(numbers, scales)))) {
      double added = Math.sqrt(task.grams().distinct().length);
      double temperature = before.temperatures().at(before.judge(task).unfamiliar());
      assertThat(odds(after.judge(task)))
          .isCloseTo(odds(before.judge(task)) + added / temperature, within(1e-4));
      assertThat(after.judge(task).gain().orElseThrow())
          .isCloseTo(before.judge(task).gain().orElseThrow(), within(1e-5));
    }
  }

  @Test
  void aWayOfZerosChangesNothing() throws Exception {
    Matrices same = shipped.withWords(new byte[WordGrams.BUCKETS * TIERS], new float[TIERS]);

    try (OnnxTierModel before = OnnxTierModel.of(FILE);
        OnnxTierModel after = OnnxTierModel.of(written(same))) {
      for (String prompt : List.of("", "Design a booking system.", "flurb", "Write a poem.")) {
        List<Double> now = after.judge(task(prompt)).probabilities();
        List<Double> old = before.judge(task(prompt)).probabilities();
        for (int tier = 0; tier < TIERS; tier++) {
          assertThat(now.get(tier)).as(prompt).isCloseTo(old.get(tier), within(1e-6));
        }
      }
    }
  }

  @Test
  void refusesAnotherModel() {
    byte[] other = new Graph("other").toBytes();

    assertThatThrownBy(() -> Matrices.of(StoredModel.of(other), TIERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it has no matrix 'table' as Rung's training has");
  }

  private byte[] written(Matrices matrices) {
    return ModelWriter.bytes(matrices, StoredModel.of(FILE).metadata());
  }

  private static byte[] shippedFile() {
    try (InputStream in = OnnxTierModel.class.getResourceAsStream("difficulty.onnx")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The logarithm of the odds of tier 3 against tier 1. */
  private static double odds(TierVerdict verdict) {
    return Math.log(verdict.probabilities().get(3) / verdict.probabilities().get(1));
  }

  private static TaskFeatures task(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0);
  }
}
