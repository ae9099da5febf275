package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyTest {
  @ParameterizedTest
  @EnumSource(Strategy.class)
  void isFoundByItsLabel(Strategy strategy) {
    assertThat(Strategy.named(strategy.label())).contains(strategy);
  }

  @ParameterizedTest
  @CsvSource({
    "BALANCED, balanced",
    "QUALITY_FIRST, quality-first",
    "COST_FIRST, cost-first",
    "PREFER_LOCAL, prefer-local",
    "LOCAL_ONLY, local-only",
    "PRIORITY, priority",
    "PERFORMANCE, performance",
    "AB, ab"
  })
  void isSpeltAsInConfiguration(Strategy strategy, String label) {
    assertThat(strategy.label()).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Balanced", "quality_first", "best"})
  void isNotFoundByAnotherSpelling(String name) {
    assertThat(Strategy.named(name)).isEmpty();
  }

  @Test
  void hasAsManyAsTheContract() {
    assertThat(Strategy.values()).hasSize(8);
  }
}
