package dev.rung.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.Reach;
import dev.rung.server.select.ModelState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final Optional<Prices> PRICED =
      Optional.of(Prices.of(Money.ofUsd(1), Money.ofUsd(2)));

  private static ModelState ready(String name, Tier tier, Optional<Prices> prices) {
    return state(name, tier, prices, Optional.empty());
  }

  private static ModelState state(
      String name, Tier tier, Optional<Prices> prices, Optional<String> notReady) {
    Model model =
        new Model(
            name,
            tier,
            "a-provider",
            name,
            prices,
            8_192,
            1_024,
            Set.of(),
            List.of(),
            Duration.ofSeconds(3),
            0.7,
            Reach.REMOTE,
            false,
            "configuration");
    return new ModelState(model, Duration.ofSeconds(1), 0.7, notReady);
  }

  @Test
  void isTheFirstModelOfTheHighestTier() {
    Optional<Baseline> baseline =
        Baseline.among(
            List.of(
                ready("small", Tier.SMALL, PRICED),
                ready("first", Tier.LARGE, PRICED),
                ready("second", Tier.LARGE, PRICED)));

    assertThat(baseline)
        .contains(new Baseline("first", Tier.LARGE, PRICED.orElseThrow(), Duration.ofSeconds(3)));
  }

  @Test
  void passesOverModelsThatAreNotReadyOrHaveNoPrice() {
    Optional<Baseline> baseline =
        Baseline.among(
            List.of(
                state("down", Tier.LARGE, PRICED, Optional.of("no key")),
                ready("unpriced", Tier.LARGE, Optional.empty()),
                ready("medium", Tier.MEDIUM, PRICED)));

    assertThat(baseline).map(Baseline::model).contains("medium");
  }

  @Test
  void isAbsentWhereOnlyTheLocalFallbackIsReady() {
    Optional<Baseline> baseline =
        Baseline.among(List.of(ready("mamba", Tier.LOCAL_FALLBACK, Optional.of(Prices.FREE))));

    assertThat(baseline).isEmpty();
  }

  @Test
  void costsTheLargestAmountWhereMoneyEnds() {
    Baseline baseline =
        new Baseline("dear", Tier.LARGE, PRICED.orElseThrow(), Duration.ofSeconds(1));

    Money cost = baseline.cost(new Usage(Long.MAX_VALUE, 0, Long.MAX_VALUE, 0, false));

    assertThat(cost).isEqualTo(new Money(Long.MAX_VALUE));
  }
}
