package dev.rung.server.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.select.GainPolicy.Turn;
import dev.rung.server.select.GainPolicy.Weighed;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GainPolicyTest {
  private static final GainPolicy POLICY =
      new GainPolicy(new GainBounds(0.5, 0.1), new GainBounds(1, 0.2), new GainBounds(0.05, 0));

  @ParameterizedTest
  @CsvSource({
    "BALANCED, 2, 0.5, UP, 3",
    "BALANCED, 3, 0.6, UP, 4",
    "BALANCED, 4, 0.6, UP, 4",
    "BALANCED, 1, 0.6, UP, 1",
    "BALANCED, 0, 0.05, DOWN, 0",
    "BALANCED, 3, 0.49, STAY, 3",
    "BALANCED, 3, 0.1, STAY, 3",
    "BALANCED, 3, 0.09, DOWN, 2",
    "BALANCED, 2, 0.09, DOWN, 2",
    "COST_FIRST, 4, 0.19, DOWN, 3",
    "COST_FIRST, 2, 1, STAY, 2",
    "QUALITY_FIRST, 2, 0.05, UP, 2",
    "QUALITY_FIRST, 4, 0.04, STAY, 4"
  })
  void movesBetweenTheUpperTiersByGain(
      Strategy strategy, int tier, double gain, Turn turn, int served) {
    Weighed weighed = POLICY.weigh(strategy, task(tier, OptionalDouble.of(gain)));

    assertThat(weighed.turn()).isEqualTo(turn);
    assertThat(weighed.tier().level()).isEqualTo(served);
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"PREFER_LOCAL", "LOCAL_ONLY", "PRIORITY"})
  void otherStrategiesDoNotWeighIt(Strategy strategy) {
    Weighed weighed = POLICY.weigh(strategy, task(3, OptionalDouble.of(0.9)));

    assertThat(weighed.tier()).isEqualTo(Tier.MEDIUM);
    assertThat(weighed.signal()).isEmpty();
  }

  @Test
  void aTaskOfUnknownGainStays() {
    Weighed weighed = POLICY.weigh(Strategy.BALANCED, task(3, OptionalDouble.empty()));

    assertThat(weighed.tier()).isEqualTo(Tier.MEDIUM);
    assertThat(weighed.signal()).isEmpty();
  }

  @Test
  void theDecisionShowsWhatWasWeighed() {
    Weighed weighed = POLICY.weigh(Strategy.BALANCED, task(2, OptionalDouble.of(0.625)));

    assertThat(weighed.signal())
        .contains(
            new Signal("gain", 0.625, "goes up; up from 0.5, down below 0.1; served as tier 3"));
  }

  @Test
  void theDecisionSaysThatATaskStaysWhereNoTierIsBeyondItsOwn() {
    assertThat(detail(Strategy.BALANCED, 4, 0.6))
        .isEqualTo("stays; up from 0.5, down below 0.1; served as tier 4");
    assertThat(detail(Strategy.QUALITY_FIRST, 2, 0.6))
        .startsWith("goes up;")
        .endsWith("; served by the best model");
    assertThat(detail(Strategy.QUALITY_FIRST, 2, 0)).endsWith("; served as tier 2");
  }

  private static String detail(Strategy strategy, int tier, double gain) {
    return POLICY
        .weigh(strategy, task(tier, OptionalDouble.of(gain)))
        .signal()
        .orElseThrow()
        .detail();
  }

  @Test
  void boundsMustBeInOrder() {
    assertThatThrownBy(() -> new GainBounds(0.2, 0.3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0.3 and 0.2");
    assertThatThrownBy(() -> new GainBounds(1.1, 0)).hasMessageContaining("0 to 1");
  }

  private static Classification task(int tier, OptionalDouble gain) {
    return new Classification(
        Tier.ofLevel(tier), 0.5, 0.8, List.of(), gain, false, false, List.of(), "because");
  }
}
