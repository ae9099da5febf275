package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Money;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetSettingsTest {
  @Test
  void setsNoBudgetByItself() {
    assertThat(BudgetSettings.NONE.dailyLimit()).isEmpty();
    assertThat(BudgetSettings.NONE.totalLimit()).isEmpty();
    assertThat(BudgetSettings.NONE.warningThreshold()).isEqualTo(0.8);
  }

  @Test
  void refusesANegativeDailyLimit() {
    Optional<Money> negative = Optional.of(new Money(-1));

    assertThatThrownBy(() -> new BudgetSettings(negative, Optional.empty(), 0.8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("daily_limit_usd must not be negative: -0.000000001 USD");
  }

  @Test
  void refusesANegativeTotalLimit() {
    Optional<Money> negative = Optional.of(new Money(-1));

    assertThatThrownBy(() -> new BudgetSettings(Optional.empty(), negative, 0.8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("total_limit_usd must not be negative: -0.000000001 USD");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.01, Double.NaN})
  void refusesAWarningThresholdThatIsNoShare(double threshold) {
    assertThatThrownBy(() -> new BudgetSettings(Optional.empty(), Optional.empty(), threshold))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("warning_threshold")
        .hasMessageContaining(String.valueOf(threshold));
  }
}
