package dev.rung.server.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
  private static Model model(String name, Tier tier, int window, int maxTokens, double quality) {
    return new Model(
        name,
        tier,
        "a-provider",
        "its/id",
        Optional.empty(),
        window,
        maxTokens,
        Set.of(Capability.CHAT),
        List.of("alias"),
        Duration.ofSeconds(1),
        quality,
        Reach.REMOTE,
        false,
        "configuration");
  }

  @Test
  void takesTheEndsOfItsRanges() {
    assertThat(model("a", Tier.TINY, 1, 1, 0).qualityPrior()).isZero();
    assertThat(model("a", Tier.TINY, 1, 1, 1).qualityPrior()).isEqualTo(1);
  }

  @Test
  void needsAName() {
    assertThatThrownBy(() -> model(" ", Tier.TINY, 1, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a model's name must not be blank");
  }

  @Test
  void isNotOfTierZero() {
    assertThatThrownBy(() -> model("a", Tier.TEMPLATE, 1, 1, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: tier 0 holds templates, not models");
  }

  @Test
  void hasRoomForAToken() {
    assertThatThrownBy(() -> model("a", Tier.TINY, 0, 1, 0.5))
        .hasMessage("a: context_window and max_tokens must be 1 or more");
    assertThatThrownBy(() -> model("a", Tier.TINY, 1, 0, 0.5))
        .hasMessage("a: context_window and max_tokens must be 1 or more");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void refusesAQualityThatIsNoShare(double quality) {
    assertThatThrownBy(() -> model("a", Tier.TINY, 1, 1, quality))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a: quality must be 0 to 1, not " + quality);
  }

  @Test
  void isLocalUnlessItIsBeyondThisMachine() {
    assertThat(Reach.IN_PROCESS.isLocal()).isTrue();
    assertThat(Reach.LOOPBACK.isLocal()).isTrue();
    assertThat(Reach.REMOTE.isLocal()).isFalse();
  }
}
