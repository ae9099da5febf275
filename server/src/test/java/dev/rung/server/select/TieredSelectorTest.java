package dev.rung.server.select;

import static dev.rung.server.select.Choosing.FALLBACK;
import static dev.rung.server.select.Choosing.LARGE;
import static dev.rung.server.select.Choosing.MEDIUM;
import static dev.rung.server.select.Choosing.SELECTOR;
import static dev.rung.server.select.Choosing.SMALL;
import static dev.rung.server.select.Choosing.TINY;
import static dev.rung.server.select.Choosing.fleet;
import static dev.rung.server.select.Choosing.headroom;
import static dev.rung.server.select.Choosing.names;
import static dev.rung.server.select.Choosing.notReady;
import static dev.rung.server.select.Choosing.plan;
import static dev.rung.server.select.Choosing.ready;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TieredSelectorTest {
  @Test
  void asksTheTierOfTheTaskThenThoseAboveThenThoseBelowThenTheFallback() {
    Plan plan = plan(Tier.SMALL, Limits.NONE, LARGE, FALLBACK, TINY, MEDIUM, SMALL);

    assertThat(names(plan)).containsExactly("small", "medium", "large", "tiny", "mamba");
  }

  @Test
  void startsATaskOfDifficultyZeroAtTierOne() {
    Plan plan = plan(Tier.TEMPLATE, Limits.NONE, SMALL, TINY);

    assertThat(names(plan)).containsExactly("tiny", "small");
  }

  @Test
  void servesAnEmptyTierByTheNearest() {
    Plan plan = plan(Tier.SMALL, Limits.NONE, LARGE, TINY);

    assertThat(names(plan)).containsExactly("tiny", "large");
    assertThat(plan.degraded(TINY)).containsExactly("tier 2 cannot serve: served by tier 1");
  }

  @Test
  void tellsWhoStandsInForGoodFromWhoDoesForAWhile() {
    assertThat(plan(Tier.SMALL, Limits.NONE, LARGE, TINY).isForGood(Tier.TINY)).isTrue();
    assertThat(plan(Tier.SMALL, Limits.NONE, MEDIUM, TINY).isForGood(Tier.TINY)).isFalse();
    assertThat(plan(Tier.SMALL, Limits.NONE, MEDIUM, TINY).isForGood(Tier.MEDIUM)).isTrue();
    assertThat(plan(Tier.SMALL, Limits.NONE, SMALL, TINY).isForGood(Tier.TINY)).isFalse();
    assertThat(plan(Tier.LARGE, Limits.NONE, SMALL, TINY).isForGood(Tier.SMALL)).isTrue();
    assertThat(plan(Tier.LARGE, Limits.NONE, FALLBACK).isForGood(Tier.LOCAL_FALLBACK)).isFalse();
    assertThat(plan(Tier.LARGE, Limits.NONE, SMALL, TINY).isOutdone(Tier.TINY)).isTrue();
    assertThat(plan(Tier.LARGE, Limits.NONE, SMALL, TINY).isOutdone(Tier.SMALL)).isFalse();
    assertThat(plan(Tier.TINY, Limits.NONE, SMALL, TINY).isOutdone(Tier.SMALL)).isFalse();
  }

  @Test
  void prefersTheUpperOfTwoNearestTiers() {
    Plan plan = plan(Tier.SMALL, Limits.NONE, TINY, MEDIUM);

    assertThat(names(plan)).containsExactly("medium", "tiny");
  }

  @Test
  void countsATierWithoutReadyModelsAsEmpty() {
    Fleet fleet = fleet(List.of(notReady(SMALL, "set OPENAI_API_KEY"), ready(LARGE), ready(TINY)));

    Plan plan =
        SELECTOR.select(
            Requests.of("hi"), Requests.classified(Tier.SMALL), Optional.empty(), fleet);

    assertThat(names(plan)).containsExactly("tiny", "large");
    assertThat(plan.skipped().getFirst().reason()).isEqualTo("set OPENAI_API_KEY");
  }

  @Test
  void countsATierAsEmptyWhoseModelsTheTenantMayNotUse() {
    Rights rights = new Rights(Optional.empty(), Optional.empty(), Set.of("tiny", "large"));
    GenerateRequest request =
        Requests.by(new Caller("acme", rights, false), Requests.of("hi", Limits.NONE));

    Plan plan =
        SELECTOR.select(
            request, Requests.classified(Tier.SMALL), Optional.empty(), fleet(LARGE, MEDIUM, TINY));

    assertThat(names(plan)).containsExactly("tiny", "large");
  }

  @Test
  void ranksWithinATierByWeightedCostAndLatency() {
    Model cheapSlow =
        Models.named("cheap-slow", Tier.SMALL)
            .price(0.1, 0.1)
            .latency(Duration.ofSeconds(3))
            .build();
    Model dearFast =
        Models.named("dear-fast", Tier.SMALL).price(1, 1).latency(Duration.ofSeconds(1)).build();
    TieredSelector byLatency = new TieredSelector(Strategy.BALANCED, Weights.of(0.1, 0.9));

    Plan byDefault = plan(Tier.SMALL, Limits.NONE, dearFast, cheapSlow);
    Plan fast =
        byLatency.select(
            Requests.of("hi"),
            Requests.classified(Tier.SMALL),
            Optional.empty(),
            fleet(dearFast, cheapSlow));

    assertThat(names(byDefault)).containsExactly("cheap-slow", "dear-fast");
    assertThat(byDefault.candidates().getFirst().candidate().score())
        .isCloseTo(0.6 * 0.1 + 0.4, Offset.offset(0.01));
    assertThat(names(fast)).containsExactly("dear-fast", "cheap-slow");
  }

  @Test
  void keepsTheOrderOfTheConfigurationBetweenEquals() {
    Model first = Models.named("first", Tier.SMALL).build();
    Model second = Models.named("second", Tier.SMALL).build();

    assertThat(names(plan(Tier.SMALL, Limits.NONE, first, second)))
        .containsExactly("first", "second");
    assertThat(names(plan(Tier.SMALL, Limits.NONE, second, first)))
        .containsExactly("second", "first");
  }

  @Test
  void qualityFirstTakesTheBestThereIs() {
    Plan plan = plan(Tier.TINY, strategy(Strategy.QUALITY_FIRST), TINY, LARGE, MEDIUM, FALLBACK);

    assertThat(names(plan)).containsExactly("large", "medium", "tiny", "mamba");
  }

  @Test
  void balancedAsksAStrongerTierForWhatGainsMuch() {
    Plan much = weighed(Strategy.BALANCED, Tier.SMALL, 0.6);
    Plan little = weighed(Strategy.BALANCED, Tier.SMALL, 0.3);

    assertThat(names(much)).containsExactly("medium", "large", "small", "tiny");
    assertThat(much.wanted()).isEqualTo(Tier.MEDIUM);
    assertThat(much.degraded(MEDIUM)).isEmpty();
    assertThat(much.gain()).hasValueSatisfying(s -> assertThat(s.detail()).startsWith("goes up"));
    assertThat(names(little)).startsWith("small");
    assertThat(little.gain()).hasValueSatisfying(s -> assertThat(s.detail()).startsWith("stays"));
  }

  @Test
  void costFirstAsksAWeakerTierForWhatHardlyGains() {
    assertThat(names(weighed(Strategy.COST_FIRST, Tier.LARGE, 0.05))).startsWith("medium");
    assertThat(names(weighed(Strategy.COST_FIRST, Tier.LARGE, 0.3))).startsWith("large");
  }

  @Test
  void qualityFirstLeavesWhatGainsNothingToTheBestOfItsOwnTier() {
    assertThat(names(weighed(Strategy.QUALITY_FIRST, Tier.SMALL, 0.01)))
        .containsExactly("small", "medium", "large", "tiny");
    assertThat(names(weighed(Strategy.QUALITY_FIRST, Tier.SMALL, 0.1))).startsWith("large");
  }

  @Test
  void theTiersOfARequestHoldWhateverIsGained() {
    Limits atMostSmall =
        new LimitsBuilder().strategy(Strategy.BALANCED).maxTier(Tier.SMALL).build();

    Plan plan =
        SELECTOR.select(
            Requests.of("hi", atMostSmall),
            Requests.classified(Tier.SMALL, 0.9),
            Optional.empty(),
            fleet(List.of(ready(SMALL), ready(MEDIUM))));

    assertThat(names(plan)).containsExactly("small");
    assertThat(plan.wanted()).isEqualTo(Tier.SMALL);
  }

  private Plan weighed(Strategy strategy, Tier tier, double gain) {
    return SELECTOR.select(
        Requests.of("hi"),
        Requests.classified(tier, gain),
        strategy,
        fleet(List.of(ready(TINY), ready(SMALL), ready(MEDIUM), ready(LARGE))));
  }

  @Test
  void costFirstTakesTheCheapestThatIsStrongEnough() {
    Model bargain = Models.named("bargain", Tier.LARGE).price(0.2, 0.2).build();

    Plan plan = plan(Tier.SMALL, strategy(Strategy.COST_FIRST), TINY, SMALL, LARGE, bargain);

    assertThat(names(plan)).containsExactly("bargain", "small", "large", "tiny");
  }

  @Test
  void preferLocalTakesLocalModelsFirst() {
    Model ollama = Models.named("ollama", Tier.TINY).free().reach(Reach.LOOPBACK).build();

    Plan plan = plan(Tier.MEDIUM, strategy(Strategy.PREFER_LOCAL), MEDIUM, ollama, FALLBACK);

    assertThat(names(plan)).containsExactly("ollama", "mamba", "medium");
  }

  @Test
  void localOnlyLeavesEverythingElseOut() {
    Model ollama = Models.named("ollama", Tier.TINY).free().reach(Reach.LOOPBACK).build();

    Plan plan = plan(Tier.MEDIUM, strategy(Strategy.LOCAL_ONLY), MEDIUM, ollama);

    assertThat(names(plan)).containsExactly("ollama");
    assertThat(plan.skipped().getFirst().reason()).contains("not on this machine");
  }

  @Test
  void priorityKeepsTheOrderOfTheConfigurationWithinTheTier() {
    Model dear = Models.named("dear", Tier.SMALL).price(9, 9).build();

    Plan plan = plan(Tier.SMALL, strategy(Strategy.PRIORITY), dear, SMALL);

    assertThat(names(plan)).containsExactly("dear", "small");
  }

  @Test
  void hasNoPlanForStrategiesThatNeedMeasuredFigures() {
    assertThat(plan(Tier.SMALL, strategy(Strategy.AB), SMALL).candidates()).isEmpty();
  }

  @Test
  void staysWithinTheRequestsTiersButForTheLocalFallback() {
    Limits limits = new LimitsBuilder().minTier(Tier.SMALL).maxTier(Tier.MEDIUM).build();

    Plan plan = plan(Tier.LARGE, limits, TINY, SMALL, MEDIUM, LARGE, FALLBACK);

    assertThat(names(plan)).containsExactly("medium", "small", "mamba");
  }

  @Test
  void asksNobodyWhenOnlyTemplatesAreAllowed() {
    Limits limits = new LimitsBuilder().maxTier(Tier.TEMPLATE).build();

    assertThat(names(plan(Tier.SMALL, limits, TINY, SMALL, FALLBACK))).isEmpty();
  }

  @Test
  void letsTheStateOfTheBudgetChooseTheStrategyUnlessTheRequestDoes() {
    Fleet early = fleetIn(BudgetMode.QUALITY_FIRST);
    Fleet late = fleetIn(BudgetMode.PREFER_LOCAL);
    GenerateRequest open = Requests.of("hi");
    GenerateRequest asked = Requests.of("hi", strategy(Strategy.COST_FIRST));

    assertThat(strategyOf(open, early)).isEqualTo(Strategy.QUALITY_FIRST);
    assertThat(strategyOf(open, late)).isEqualTo(Strategy.PREFER_LOCAL);
    assertThat(strategyOf(asked, late)).isEqualTo(Strategy.COST_FIRST);
    assertThat(strategyOf(open, fleetIn(BudgetMode.BALANCED))).isEqualTo(Strategy.BALANCED);
    assertThat(strategyOf(open, fleetIn(BudgetMode.EXHAUSTED))).isEqualTo(Strategy.PREFER_LOCAL);
  }

  @Test
  void pinsTheModelThatIsAskedFor() {
    GenerateRequest request = Requests.of("hi");
    Plan able = SELECTOR.pin(request, Requests.classified(Tier.TINY), ready(LARGE), fleet(LARGE));
    Plan unable =
        SELECTOR.pin(
            request, Requests.classified(Tier.TINY), notReady(LARGE, "set KEY"), fleet(LARGE));

    assertThat(names(able)).containsExactly("large");
    assertThat(able.degraded(LARGE)).isEmpty();
    assertThat(able.degraded(SMALL)).containsExactly("served by small instead of large");
    assertThat(unable.skipped().getFirst().reason()).isEqualTo("set KEY");
  }

  private Strategy strategyOf(GenerateRequest request, Fleet fleet) {
    return SELECTOR
        .select(request, Requests.classified(Tier.SMALL), Optional.empty(), fleet)
        .strategy();
  }

  private static Fleet fleetIn(BudgetMode mode) {
    return new Fleet(List.of(ready(SMALL)), new BudgetState(mode, headroom(Money.ofUsd(1))), true);
  }

  private static Limits strategy(Strategy strategy) {
    return new LimitsBuilder().strategy(strategy).build();
  }
}
