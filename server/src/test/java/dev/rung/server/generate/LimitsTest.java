package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static Limits between(Optional<Tier> min, Optional<Tier> max) {
    return new Limits(
        Optional.empty(),
        min,
        max,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        CachePolicy.DEFAULT,
        Optional.empty(),
        FallbackPolicy.DEFAULT,
        true,
        Optional.empty());
  }

  private static List<Tier> allowed(Limits limits) {
    return Arrays.stream(Tier.values()).filter(limits::allows).toList();
  }

  @Test
  void allowsEveryTierWithoutBounds() {
    assertThat(allowed(Limits.NONE)).containsExactly(Tier.values());
  }

  @Test
  void allowsTheTiersBetweenItsBoundsAndTheLocalFallback() {
    Limits limits = between(Optional.of(Tier.TINY), Optional.of(Tier.MEDIUM));

    assertThat(allowed(limits))
        .containsExactly(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LOCAL_FALLBACK);
  }

  @Test
  void allowsAllAboveALowerBoundAlone() {
    assertThat(allowed(between(Optional.of(Tier.MEDIUM), Optional.empty())))
        .containsExactly(Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);
  }

  @Test
  void allowsAllBelowAnUpperBoundAlone() {
    assertThat(allowed(between(Optional.empty(), Optional.of(Tier.TINY))))
        .containsExactly(Tier.TEMPLATE, Tier.TINY, Tier.LOCAL_FALLBACK);
  }

  @Test
  void mayBoundToOneTier() {
    assertThat(allowed(between(Optional.of(Tier.SMALL), Optional.of(Tier.SMALL))))
        .containsExactly(Tier.SMALL, Tier.LOCAL_FALLBACK);
  }

  @Test
  void refusesALowerBoundAboveTheUpper() {
    assertThatThrownBy(() -> between(Optional.of(Tier.LARGE), Optional.of(Tier.SMALL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("min_tier (tier 4) is above max_tier (tier 2)");
  }
}
