package dev.rung.server.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.GridFeatures;
import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.server.generate.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureScoreTest {
  private static final double EXACT = 1e-9;

  private final FeatureScore score = new FeatureScore(ClassifySettings.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "0, 1", "0.29, 1", "0.3, 2", "0.59, 2", "0.6, 3", "0.84, 3", "0.85, 4", "0.95, 4", "1, 4"
  })
  void eachBoundBelongsToTheTierAbove(double value, int tier) {
    assertThat(TierThresholds.DEFAULT.tierOf(value).level()).isEqualTo(tier);
  }

  @Test
  void harderTasksScoreHigher() {
    double rename = score.of(read("Rename this comment"));
    double function = score.of(read("Write a function"));
    double platform = score.of(read("Design the architecture of a platform with many parts"));

    assertThat(rename).isLessThan(function);
    assertThat(function).isLessThan(platform);
  }

  @Test
  void moreCodeAndMoreBranchesScoreHigher() {
    String line = "if (a && b) { c(); }\n";

    double few = score.of(read("Change it\n```java\n" + line + "```"));
    double many = score.of(read("Change it\n```java\n" + line.repeat(100) + "```"));

    assertThat(few).isLessThan(many);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "Design the architecture", "```\nint x;\n```"})
  void isBetweenZeroAndOneAndTheSumOfItsParts(String prompt) {
    Score explained = score.explained(read(prompt));

    assertThat(explained.value()).isBetween(0.0, 1.0);
    assertThat(explained.parts()).allSatisfy(part -> assertThat(part.weight()).isPositive());
    assertThat(explained.parts().stream().mapToDouble(Signal::weight).sum())
        .isEqualTo(explained.value(), within(EXACT));
  }

  @Test
  void isNotClearWhileActionOrObjectIsUnknown() {
    assertThat(score.explained(read("Explain it to us")).clear()).isFalse();
    assertThat(score.explained(read("the services of a shop")).clear()).isFalse();
    assertThat(score.explained(read("Explain the services of a shop to us")).clear()).isTrue();
  }

  @Test
  void gridFeaturesWeighAsConfigured() {
    ClassifySettings settings = ClassifySettings.DEFAULT;

    assertThat(FeatureScore.ofGrids(new GridFeatures(1, 0, 0, 0), settings))
        .isEqualTo(0.3, within(EXACT));
    assertThat(FeatureScore.ofGrids(new GridFeatures(0, 1, 0, 0), settings))
        .isEqualTo(0.3, within(EXACT));
    assertThat(FeatureScore.ofGrids(new GridFeatures(0, 0, 1, 0), settings))
        .isEqualTo(0.2, within(EXACT));
    assertThat(FeatureScore.ofGrids(new GridFeatures(0, 0, 0, 1), settings))
        .isEqualTo(0.2, within(EXACT));
  }

  private static TaskFeatures read(String prompt) {
    return TaskFeatures.of(prompt, TaskHints.NONE, 0);
  }
}
