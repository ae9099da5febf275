package dev.rung.server.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.classifier.Sense;
import dev.rung.classifier.WordChanges;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassifySettingsTest {

  @Test
  void defaultsAreAsDocumented() {
    ClassifySettings settings = ClassifySettings.DEFAULT;

    assertThat(settings.thresholds()).isEqualTo(new TierThresholds(0.3, 0.6, 0.85, 0.95));
    assertThat(settings.gridWeights()).isEqualTo(new GridWeights(0.3, 0.3, 0.2, 0.2));
    assertThat(settings.queryTypes()).hasSize(6).containsEntry("metric_query", Complexity.SIMPLE);
    assertThat(settings.taskTypes()).containsEntry("simple_refactor", Tier.TINY);
    assertThat(settings.factualWords()).isEqualTo(10);
    assertThat(settings.manyDocuments()).isEqualTo(5);
    assertThat(settings.confidentFrom()).isEqualTo(0.7);
  }

  @Test
  void everySettingIsObeyed() {
    ClassifySettings settings =
        new ClassifySettings(
            TierThresholds.DEFAULT,
            Weights.DEFAULT,
            GridWeights.DEFAULT,
            Map.of(),
            Map.of("riddle", Complexity.COMPLEX),
            Map.of("riddle", Tier.SMALL, "haiku", Tier.TINY),
            3,
            1,
            Judge.RULES,
            0.7);
    Classifier rules = new RuleClassifier(settings, Optional.empty());
    Prompt question = Prompt.ofUser("Where in the whole old town is the tallest tower?");

    assertThat(rules.classify(question, Judging.taskType("riddle")).tier()).isEqualTo(Tier.SMALL);
    assertThat(rules.classify(question, Judging.taskType("haiku")).tier()).isEqualTo(Tier.TINY);
    assertThat(rules.classify(question, Judging.documents(1)).tier()).isEqualTo(Tier.LARGE);
    assertThat(Judging.decisive(rules.classify(question, Hints.NONE))).isEqualTo("plain_question");
    assertThat(Judging.decisive(rules.classify(question, Judging.taskType("metric_query"))))
        .isEqualTo("plain_question");
  }

  @Test
  void wordsOfOnesOwnAreObeyed() {
    ClassifySettings usual = ClassifySettings.DEFAULT;
    ClassifySettings settings =
        new ClassifySettings(
            usual.thresholds(),
            usual.weights(),
            usual.gridWeights(),
            Map.of(Sense.RENAME, new WordChanges(Set.of("rebaptize"), Set.of("rename"))),
            usual.queryTypes(),
            usual.taskTypes(),
            usual.factualWords(),
            usual.manyDocuments(),
            usual.judge(),
            usual.confidentFrom());
    Classifier rules = new RuleClassifier(settings, Optional.empty());

    assertThat(Judging.decisive(rules.classify(Prompt.ofUser("rebaptize foo"), Hints.NONE)))
        .isEqualTo("renaming");
    assertThat(Judging.decisive(rules.classify(Prompt.ofUser("rename foo"), Hints.NONE)))
        .isNotEqualTo("renaming");
  }

  @Test
  void thresholdsThatDoNotRiseAreRefused() {
    assertThatThrownBy(() -> new TierThresholds(0.6, 0.3, 0.85, 0.95))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rise")
        .hasMessageContaining("0.6");
    assertThatThrownBy(() -> new TierThresholds(0, 0.3, 0.85, 0.95)).hasMessageContaining("rise");
    assertThatThrownBy(() -> new TierThresholds(0.1, 0.3, 0.85, 0.8)).hasMessageContaining("rise");
    assertThatThrownBy(() -> new TierThresholds(Double.NaN, 0.3, 0.85, 0.95))
        .hasMessageContaining("rise");
  }

  @Test
  void weightsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> new Weights(-0.1, 0, 0, 0, 0, 0)).hasMessageContaining("length");
    assertThatThrownBy(() -> new Weights(0, 0, 0, 0, 0, Double.NaN))
        .hasMessageContaining("breadth");
    assertThatThrownBy(() -> new Weights(0, 1, 1, 0, 0, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new GridWeights(0.5, 0.5, 0.5, 0.5)).hasMessageContaining("add up");
  }

  @Test
  void otherValuesOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> settings(Map.of("x", Tier.LOCAL_FALLBACK), 10, 5, 0.7))
        .hasMessageContaining("task_types");
    assertThatThrownBy(() -> settings(Map.of(), -1, 5, 0.7)).hasMessageContaining("factual_words");
    assertThatThrownBy(() -> settings(Map.of(), 10, 0, 0.7)).hasMessageContaining("many_documents");
    assertThatThrownBy(() -> settings(Map.of(), 10, 5, 1.5)).hasMessageContaining("confident_from");
  }

  private static ClassifySettings settings(
      Map<String, Tier> taskTypes, int factualWords, int manyDocuments, double confidentFrom) {
    return new ClassifySettings(
        TierThresholds.DEFAULT,
        Weights.DEFAULT,
        GridWeights.DEFAULT,
        Map.of(),
        Map.of(),
        taskTypes,
        factualWords,
        manyDocuments,
        Judge.BOTH,
        confidentFrom);
  }
}
