package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static String text(Optional<Tier> min, Optional<Tier> max, String... models) {
    return new Rights(min, max, Set.of(models)).text();
  }

  @Test
  void whatIsAllowedIsToldInPlainWords() {
    Optional<Tier> any = Optional.empty();

    assertThat(text(any, any)).isEqualTo("every tier");
    assertThat(text(any, any, "big")).isEqualTo("the model big");
    assertThat(text(any, any, "small", "Big")).isEqualTo("the models big, small");
    assertThat(text(any, Optional.of(Tier.SMALL))).isEqualTo("tier 1 to tier 2");
    assertThat(text(Optional.of(Tier.TEMPLATE), Optional.of(Tier.TINY))).isEqualTo("tier 1");
    assertThat(text(Optional.of(Tier.MEDIUM), any, "big"))
        .isEqualTo("the model big of tier 3 to tier 4");
    assertThat(text(Optional.of(Tier.LARGE), Optional.of(Tier.LARGE))).isEqualTo("tier 4");
    assertThat(text(any, Optional.of(Tier.TEMPLATE), "big")).isEqualTo("templates alone");
  }
}
