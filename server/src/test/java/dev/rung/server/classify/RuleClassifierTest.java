package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.signals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TierModel;
import dev.rung.classifier.TierVerdict;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who decides: rules, the trained classifier, the score or nobody. */
class RuleClassifierTest {
  /** Nothing in it that a rule knows. */
  private static final String VAGUE =
      "The weather in the valley had been odd that whole long week, and nobody who lived there"
          + " could remember another one like it.";

  /** An action and an object that only the score weighs. */
  private static final String WEIGHED =
      "Explain the modules and how they talk to one another in the shop that we looked at today, "
          + "where the parts that we had known for years met those that came later, in the order in"
          + " which they came, with a word on each of those who had brought them there.";

  private final List<TaskFeatures> asked = new ArrayList<>();

  @Test
  void withoutAClassifierAnAbstentionIsTierThree() {
    Classification judged = classifier(Optional.empty()).classify(Prompt.ofUser(VAGUE), Hints.NONE);

    assertThat(judged.tier()).isEqualTo(Tier.MEDIUM);
    assertThat(judged.confidence()).isLessThan(0.5);
    assertThat(judged.tierProbabilities()).isEmpty();
    assertThat(judged.bumped()).isFalse();
    assertThat(judged.failed()).isFalse();
    assertThat(judged.reason()).contains("default tier");
  }

  @Test
  void aClearScoreDecidesWhereNoRuleFires() {
    Classification judged =
        classifier(Optional.empty()).classify(Prompt.ofUser(WEIGHED), Hints.NONE);

    assertThat(judged.reason()).contains("score");
    assertThat(judged.tier()).isEqualTo(TierThresholds.DEFAULT.tierOf(judged.score()));
    assertThat(signals(judged)).contains("scope", "action", "length");
  }

  @Test
  void whatTheCallerSaysDecidesTheTierAndTheClassifierOnlyTheGain() {
    Classification judged =
        classifier(scripted(0.0, 0.0, 0.0, 0.4, 0.6))
            .classify(Prompt.ofUser(VAGUE), Judging.taskType("unit_test"));

    assertThat(judged.tier()).isEqualTo(Tier.SMALL);
    assertThat(judged.bumped()).isFalse();
    assertThat(judged.tierProbabilities()).isEmpty();
    assertThat(judged.gain()).hasValue(0.25);
  }

  @Test
  void aSureRuleThatTheClassifierSupportsIsNotBumped() {
    Classification judged =
        classifier(scripted(0.0, 0.3, 0.4, 0.3, 0.0))
            .classify(Prompt.ofUser("Write a function that adds numbers"), Hints.NONE);

    assertThat(judged.tier()).isEqualTo(Tier.SMALL);
    assertThat(judged.bumped()).isFalse();
    assertThat(judged.reason()).startsWith("rule single_function");
    assertThat(judged.tierProbabilities()).hasSize(5);
    assertThat(judged.confidence()).isEqualTo(judged.tierProbabilities().get(2)).isLessThan(0.7);
    assertThat(judged.gain()).hasValue(0.25);
  }

  @Test
  void theClassifierOutranksARuleWhereItIsFarSurer() {
    Classification judged =
        classifier(scripted(0.0, 0.0, 0.01, 0.01, 0.98))
            .classify(Prompt.ofUser("Write a function that adds numbers"), Hints.NONE);

    assertThat(judged.tier()).isEqualTo(Tier.LARGE);
    assertThat(signals(judged)).startsWith("classifier").contains("single_function");
    assertThat(judged.reason()).isEqualTo("the classifier decided");
  }

  @Test
  void rulesAloneDecideWhereTheSettingsSaySo() {
    Classification judged =
        classifier(Judge.RULES, scripted(0.0, 0.0, 0.0, 0.0, 1.0))
            .classify(Prompt.ofUser("Write a function that adds numbers"), Hints.NONE);

    assertThat(asked).isEmpty();
    assertThat(judged.tier()).isEqualTo(Tier.SMALL);
  }

  @Test
  void theClassifierAloneDecidesWhereTheSettingsSaySo() {
    RuleClassifier alone = classifier(Judge.MODEL, scripted(0.0, 0.0, 0.2, 0.0, 0.8));
    Prompt prompt = Prompt.ofUser("Write a function that adds numbers");

    assertThat(alone.classify(prompt, Hints.NONE).tierProbabilities())
        .containsExactly(0.0, 0.0, 0.2, 0.0, 0.8);
    assertThat(alone.classify(prompt, Judging.taskType("greeting")).tier())
        .isEqualTo(Tier.TEMPLATE);
  }

  @Test
  void rulesDecideWhereTheClassifierAloneShouldAndIsNotThere() {
    Classification judged =
        classifier(Judge.MODEL, Optional.empty())
            .classify(Prompt.ofUser("Write a function that adds numbers"), Hints.NONE);

    assertThat(judged.tier()).isEqualTo(Tier.SMALL);
  }

  @Test
  void theClassifierDecidesWhereRulesAbstainEvenIfTheScoreIsClear() {
    Classification judged =
        classifier(scripted(0.0, 0.9, 0.1, 0.0, 0.0)).classify(Prompt.ofUser(WEIGHED), Hints.NONE);

    assertThat(asked).hasSize(1);
    assertThat(judged.tier()).isEqualTo(Tier.TINY);
    assertThat(judged.confidence()).isEqualTo(0.9);
    assertThat(judged.tierProbabilities()).containsExactly(0.0, 0.9, 0.1, 0.0, 0.0);
    assertThat(judged.gain()).hasValue(0.25);
    assertThat(judged.bumped()).isFalse();
    assertThat(signals(judged)).startsWith("classifier");
  }

  @Test
  void aRuleThatIsNotSureIsWeighedAndTheVerdictMayGoUp() {
    Prompt unsure = Prompt.ofUser("Replace tea by coffee everywhere");

    Classification sure =
        classifier(scripted(0.0, 0.05, 0.05, 0.9, 0.0)).classify(unsure, Hints.NONE);
    Classification torn =
        classifier(scripted(0.0, 0.3, 0.3, 0.4, 0.0)).classify(unsure, Hints.NONE);

    assertThat(asked).hasSize(2);
    assertThat(sure.tier()).isEqualTo(Tier.MEDIUM);
    assertThat(sure.bumped()).isFalse();
    assertThat(signals(sure)).startsWith("classifier").contains("tiny_edit");
    assertThat(torn.tierProbabilities().get(1)).as("the rule's").isBetween(0.4, 0.5);
    assertThat(torn.bumped()).isTrue();
    assertThat(torn.tier()).isEqualTo(Tier.SMALL);
  }

  @ParameterizedTest
  @CsvSource({"0.69, true, 2", "0.7, false, 1", "0.71, false, 1"})
  void anUnsureVerdictGoesUpByOneTier(double confidence, boolean bumped, int tier) {
    Classification judged =
        classifier(scripted(0.0, confidence, 1 - confidence, 0.0, 0.0))
            .classify(Prompt.ofUser(VAGUE), Hints.NONE);

    assertThat(judged.bumped()).isEqualTo(bumped);
    assertThat(judged.tier().level()).isEqualTo(tier);
    assertThat(judged.confidence()).isEqualTo(confidence);
  }

  @Test
  void theHighestTierIsNotBumped() {
    Classification judged =
        classifier(scripted(0.0, 0.0, 0.0, 0.45, 0.55)).classify(Prompt.ofUser(VAGUE), Hints.NONE);

    assertThat(judged.tier()).isEqualTo(Tier.LARGE);
    assertThat(judged.bumped()).isFalse();
  }

  @Test
  void noSignalHoldsTextOfThePrompt() {
    String secret = "xyzzyplugh";

    for (String prompt : List.of("Design " + secret, secret + " " + VAGUE, "Rename " + secret)) {
      Classification judged =
          classifier(Optional.empty()).classify(Prompt.ofUser(prompt), Judging.taskType(secret));

      assertThat(judged.signals().stream().map(Signal::toString))
          .noneMatch(s -> s.contains(secret));
      assertThat(judged.reason()).doesNotContain(secret);
    }
  }

  private static RuleClassifier classifier(Optional<TierModel> model) {
    return new RuleClassifier(ClassifySettings.DEFAULT, model);
  }

  @Test
  void saysThatMostWordsAreNewToTheClassifier() {
    RuleClassifier unsure = classifier(Judge.MODEL, strange(0.51, 0.1, 0.1, 0.1, 0.5, 0.2));
    RuleClassifier known = classifier(Judge.MODEL, strange(0.5, 0.1, 0.1, 0.1, 0.5, 0.2));

    assertThat(unsure.classify(Prompt.ofUser(VAGUE), Hints.NONE).signals())
        .filteredOn(signal -> signal.name().equals("unfamiliar"))
        .extracting(Signal::weight)
        .containsExactly(0.51);
    assertThat(known.classify(Prompt.ofUser(VAGUE), Hints.NONE).signals())
        .noneMatch(signal -> signal.name().equals("unfamiliar"));
  }

  private static RuleClassifier classifier(Judge judge, Optional<TierModel> model) {
    ClassifySettings usual = ClassifySettings.DEFAULT;
    return new RuleClassifier(
        new ClassifySettings(
            usual.thresholds(),
            usual.weights(),
            usual.gridWeights(),
            usual.words(),
            usual.queryTypes(),
            usual.taskTypes(),
            usual.factualWords(),
            usual.manyDocuments(),
            judge,
            usual.confidentFrom()),
        model);
  }

  private Optional<TierModel> scripted(Double... probabilities) {
    return strange(0, probabilities);
  }

  private Optional<TierModel> strange(double unfamiliar, Double... probabilities) {
    TierVerdict verdict =
        new TierVerdict(List.of(probabilities), OptionalDouble.of(0.25), unfamiliar);
    return Optional.of(task -> {
      asked.add(task);
      return verdict;
    });
  }
}
