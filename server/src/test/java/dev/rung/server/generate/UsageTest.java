package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
  @Test
  void addsEachKindOfToken() {
    Usage sum = new Usage(10, 4, 5, 3, 2, false).plus(new Usage(2, 1, 1, 1, 1, false));

    assertThat(sum).isEqualTo(new Usage(12, 5, 6, 4, 3, false));
  }

  @Test
  void isEstimatedWhereAPartIs() {
    Usage exact = new Usage(1, 0, 1, 0, false);
    Usage estimated = new Usage(1, 0, 1, 0, true);

    assertThat(exact.plus(estimated).estimated()).isTrue();
    assertThat(estimated.plus(exact).estimated()).isTrue();
    assertThat(exact.plus(exact).estimated()).isFalse();
  }

  @Test
  void doesNotChangeByAddingNothing() {
    Usage usage = new Usage(10, 4, 3, 2, true);

    assertThat(usage.plus(Usage.NONE)).isEqualTo(usage);
  }

  @ParameterizedTest
  @CsvSource({"-1,0,0,0,0", "0,-1,0,0,0", "0,0,-1,0,0", "0,0,0,-1,0", "0,0,0,0,-1"})
  void refusesNegativeCounts(long input, long cached, long written, long output, long reasoning) {
    assertThatThrownBy(() -> new Usage(input, cached, written, output, reasoning, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("token counts must not be negative");
  }

  @Test
  void refusesMoreCachedTokensThanTokens() {
    assertThatThrownBy(() -> new Usage(3, 4, 0, 0, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cached tokens (4) exceed input tokens (3)");
    assertThatThrownBy(() -> new Usage(3, 2, 2, 0, 0, false))
        .hasMessage("tokens written to the cache (2) exceed input tokens that were not cached (1)");
  }
}
