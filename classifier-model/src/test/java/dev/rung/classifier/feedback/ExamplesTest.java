package dev.rung.classifier.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.labels.AnswerVerdict;
import dev.rung.classifier.labels.AskedPrompt;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExamplesTest {
  private static final Map<String, AskedPrompt> ASKED =
      Map.of("a", new AskedPrompt("a", "why?", OptionalInt.empty()));

  @ParameterizedTest
  @CsvSource({
    "2, 1,    0, 2, 1",
    "2, 0,    3, 4, 1",
    "2, 0.75, 0, 2, 0.5",
    "2, 0.25, 3, 4, 0.5",
    "0, 1,    0, 0, 1",
    "3, 0,    4, 4, 1",
  })
  void aGoodAnswerSaysThatItsTierIsEnoughAndABadOneThatAHigherIsNeeded(
      int tier, double quality, int lowest, int highest, double weight) {
    Examples examples = Examples.of(List.of(verdict("thumbs", quality, tier, true)), ASKED);

    assertThat(examples.examples())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.fit()).isEqualTo(new Fit(lowest, highest));
          assertThat(one.weight()).isEqualTo(weight);
        });
  }

  @ParameterizedTest
  @CsvSource({"2, 0.5, true", "4, 0, true", "4, 1, true", "2, 0, false"})
  void someVerdictsSayNothingOfTheTier(int tier, double quality, boolean whole) {
    Examples examples = Examples.of(List.of(verdict("thumbs", quality, tier, whole)), ASKED);

    assertThat(examples.examples()).isEmpty();
    assertThat(examples.silent()).isEqualTo(1);
  }

  @Test
  void theLocalFallbackHasNoTierToSpeakOf() {
    AnswerVerdict verdict = new AnswerVerdict("a", "thumbs", 0, OptionalInt.empty(), true);

    assertThat(Examples.of(List.of(verdict), ASKED).silent()).isEqualTo(1);
  }

  @Test
  void verdictsOnOneAnswerCountTogetherAndTheLastOfAKindAlone() {
    Examples examples =
        Examples.of(
            List.of(
                verdict("thumbs", 1, 2, true),
                verdict("thumbs", 0, 2, true),
                verdict("compiled", 0.5, 2, true)),
            ASKED);

    assertThat(examples.examples())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.fit()).isEqualTo(new Fit(3, 4));
          assertThat(one.weight()).isEqualTo(0.5);
        });
  }

  @Test
  void aTierThatIsGivenNeedsNoVerdict() {
    Map<String, AskedPrompt> asked = Map.of("b", new AskedPrompt("b", "how?", OptionalInt.of(1)));

    Examples examples = Examples.of(List.of(verdict("thumbs", 0, 2, true)), asked);

    assertThat(examples)
        .hasToString(
            "verdicts on 1 answers, 0 of them with a prompt; 0 of those say nothing of the tier"
                + " that is needed; 1 prompts whose tier is given; 1 prompts to learn from");
    assertThat(examples.examples().getFirst().fit()).isEqualTo(new Fit(1, 1));
  }

  @Test
  void whatTiersThatWouldNotDoHaveGoesToTheNearestThatWould() {
    double[] said = {0.1, 0.2, 0.3, 0.25, 0.15};

    assertThat(Fit.tooWeak(2).target(said))
        .containsExactly(new double[] {0, 0, 0, 0.85, 0.15}, within(1e-12));
    assertThat(Fit.enough(1).target(said))
        .containsExactly(new double[] {0.1, 0.9, 0, 0, 0}, within(1e-12));
    assertThat(Fit.ANY.target(said)).containsExactly(said);
    assertThat(Fit.enough(1).share(said)).isCloseTo(0.3, within(1e-12));
  }

  private static AnswerVerdict verdict(String kind, double quality, int tier, boolean whole) {
    return new AnswerVerdict("a", kind, quality, OptionalInt.of(tier), whole);
  }
}
