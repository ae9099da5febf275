package dev.rung.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TierVerdictTest {

  @Test
  void theLikeliestTierIsTheVerdict() {
    TierVerdict verdict = verdict(List.of(0.1, 0.6, 0.1, 0.1, 0.1));

    assertThat(verdict.tier()).isEqualTo(1);
    assertThat(verdict.confidence()).isEqualTo(0.6);
  }

  @Test
  void ofEquallyLikelyTiersTheHigherIsTaken() {
    TierVerdict verdict = verdict(List.of(0.0, 0.4, 0.4, 0.2, 0.0));

    assertThat(verdict.tier()).isEqualTo(2);
  }

  @Test
  void probabilitiesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> verdict(List.of(0.5, 0.5))).hasMessageContaining("5 tiers");
    assertThatThrownBy(() -> verdict(List.of(0.5, 0.5, 0.5, 0.0, 0.0)))
        .hasMessageContaining("add up to 1");
    assertThatThrownBy(() -> verdict(List.of(Double.NaN, 0.5, 0.5, 0.0, 0.0)))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> verdict(List.of(-0.5, 0.5, 0.5, 0.5, 0.0)))
        .hasMessageContaining("-0.5");
  }

  private static TierVerdict verdict(List<Double> probabilities) {
    return new TierVerdict(probabilities, OptionalDouble.empty(), 0);
  }
}
