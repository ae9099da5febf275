package dev.rung.classifier.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.TierVerdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static OnnxTierModel model;

  @BeforeAll
  static void load() throws ModelException {
    model = OnnxTierModel.shipped();
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void anEffectIsWhatLeavingAFeatureOutTakesFromTheProbability() {
    String prompt = "Design the architecture of a payment platform.";
    TaskFeatures task = TaskFeatures.of(prompt, TaskHints.NONE, 0);
    int design = DenseFeatures.featureNames().indexOf("action.DESIGN");

    Explanation explanation = Explanation.of(model, prompt);
    TierVerdict changed = model.judge(model.question(task).withoutNumber(design));

    assertThat(explanation.verdict()).isEqualTo(model.judge(task));
    double expected =
        Math.log(explanation.verdict().probabilities().get(4))
            - Math.log(changed.probabilities().get(4));
    assertThat(explanation.parts())
        .filteredOn(part -> part.name().equals("action.DESIGN"))
        .singleElement()
        .satisfies(part -> assertThat(part.effects().get(4)).isCloseTo(expected, within(1e-9)));
  }

  @Test
  void namesTheWordsAndTheirPairs() {
    Explanation explanation = Explanation.of(model, "Translate good morning into Polish, please.");

    assertThat(explanation.parts())
        .extracting(Explanation.Part::name)
        .contains("\"Translate\"", "\"Polish\"", "\"into Polish\"");
    assertThat(explanation.parts())
        .filteredOn(part -> part.name().startsWith("words in bucket"))
        .isEmpty();
  }

  @Test
  void theLargestComeFirstWhicheverWayTheyPoint() {
    Explanation explanation = Explanation.of(model, "写一首关于秋天的诗");

    assertThat(explanation.largest(4, 5))
        .hasSize(5)
        .isSortedAccordingTo(
            (a, b) -> Double.compare(Math.abs(b.effects().get(4)), Math.abs(a.effects().get(4))));
  }

  @Test
  void nothingIsSaidOfNothing() {
    assertThat(Explanation.of(model, "").parts()).noneMatch(part -> part.name().startsWith("\""));
  }
}
