package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetSettingsTest {
  @Test
  void setsNoBudgetByItself() {
    assertThat(BudgetSettings.NONE.limits()).isEmpty();
    assertThat(BudgetSettings.NONE.warningThreshold()).isEqualTo(0.8);
    assertThat(BudgetSettings.NONE.zone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void refusesANegativeLimit() {
    assertThatThrownBy(() -> Limit.hard(new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a limit must not be negative: -0.000000001 USD");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void refusesAWarningThresholdThatIsNoShare(double threshold) {
    assertThatThrownBy(() -> new BudgetSettings(Map.of(), threshold, ZoneOffset.UTC, 0.3, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warning_threshold")
        .hasMessageContaining(String.valueOf(threshold));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0.91, Double.NaN})
  void refusesQualityFirstBeyondPreferLocal(double share) {
    assertThatThrownBy(() -> new BudgetSettings(Map.of(), 0.8, ZoneOffset.UTC, share, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("quality_first_below");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "global/daily",
        "tenant:acme/hourly",
        "model:meta/llama-3/monthly",
        "provider:open:ai/total"
      })
  void spellsBudgetsAsItReadsThem(String name) {
    assertThat(BudgetKey.parse(name).orElseThrow()).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "daily", "global", "global/weekly", "tenant:/daily", "acme/daily"})
  void knowsNoBudgetThatIsSpeltOtherwise(String name) {
    assertThat(BudgetKey.parse(name)).isEmpty();
  }
}
