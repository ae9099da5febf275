package dev.rung.server.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.TierVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendTest {
  private static final TierVerdict NO_IDEA = verdict(0.2, 0.2, 0.2, 0.2, 0.2);

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.45, 0.65, 0.85})
  void probabilitiesAddUpToOne(double confidence) {
    for (int ruled = 0; ruled <= 4; ruled++) {
      List<Double> both = Blend.of(verdict(0.5, 0.2, 0.1, 0.1, 0.1), ruled, confidence);

      assertThat(both.stream().mapToDouble(each -> each).sum()).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void aRuleDecidesWhereTheClassifierHasNoIdea() {
    List<Double> both = Blend.of(NO_IDEA, 2, 0.85);

    assertThat(both.get(2)).isGreaterThan(both.get(1)).isGreaterThan(both.get(3));
    assertThat(both.get(1)).isEqualTo(both.get(3)).isGreaterThan(both.get(4));
  }

  @Test
  void theSurerTheRuleTheMoreItCounts() {
    assertThat(Blend.of(NO_IDEA, 2, 0.85).get(2)).isGreaterThan(Blend.of(NO_IDEA, 2, 0.65).get(2));
  }

  @Test
  void whatTheClassifierRulesOutStaysSo() {
    assertThat(Blend.of(verdict(0, 0, 0, 0, 1), 1, 0.85)).containsExactly(0.0, 0.0, 0.0, 0.0, 1.0);
  }

  private static TierVerdict verdict(double... probabilities) {
    List<Double> all = Arrays.stream(probabilities).boxed().toList();
    return new TierVerdict(all, OptionalDouble.empty(), 0);
  }
}
