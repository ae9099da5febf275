package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TierTest {
  @ParameterizedTest
  @EnumSource(value = Tier.class, mode = EnumSource.Mode.EXCLUDE, names = "LOCAL_FALLBACK")
  void isFoundByItsLevel(Tier tier) {
    assertThat(Tier.ofLevel(tier.level())).isEqualTo(tier);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5, Integer.MAX_VALUE})
  void refusesALevelBesideTheScale(int level) {
    assertThatThrownBy(() -> Tier.ofLevel(level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tier's level is 0 to 4, not " + level);
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPLATE, TINY",
    "TINY, SMALL",
    "SMALL, MEDIUM",
    "MEDIUM, LARGE",
    "LARGE, LARGE",
    "LOCAL_FALLBACK, LOCAL_FALLBACK"
  })
  void goesUpByOneAndNotBeyondTheHighest(Tier tier, Tier bumped) {
    assertThat(tier.bumped()).isEqualTo(bumped);
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPLATE, false",
    "TINY, true",
    "SMALL, true",
    "MEDIUM, true",
    "LARGE, true",
    "LOCAL_FALLBACK, false"
  })
  void takesPartInRoutingByDifficultyWhereModelsAre(Tier tier, boolean ranked) {
    assertThat(tier.ranked()).isEqualTo(ranked);
  }

  @Test
  void isReadByPeople() {
    assertThat(Tier.SMALL.label()).isEqualTo("tier 2");
    assertThat(Tier.LOCAL_FALLBACK.label()).isEqualTo("local fallback");
  }

  @ParameterizedTest
  @CsvSource({
    "TEMPLATE, SIMPLE",
    "TINY, SIMPLE",
    "SMALL, MEDIUM",
    "MEDIUM, MEDIUM",
    "LOCAL_FALLBACK, MEDIUM",
    "LARGE, COMPLEX"
  })
  void saysHowHardATaskIsInWords(Tier tier, Complexity complexity) {
    assertThat(Complexity.of(tier)).isEqualTo(complexity);
  }
}
