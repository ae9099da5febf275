package dev.rung.server.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
  private static final Weights BY_COST = new Weights(1, 0, 0, 0);
  private static final Weights BY_QUALITY = new Weights(0, 0, 1, 0);

  @Test
  void scoresCostAndLatencyByTheirShareOfTheGroupsLargest() {
    Model dear = model("dear").price(4, 4).latency(Duration.ofSeconds(1)).build();
    Model slow = model("slow").price(1, 1).latency(Duration.ofSeconds(4)).build();

    List<Planned> ranked = rank(Weights.DEFAULT, dear, slow);

    assertThat(ranked).extracting(one -> one.model().name()).containsExactly("slow", "dear");
    assertThat(ranked.getFirst().candidate().score()).isCloseTo(0.6 / 4 + 0.4, Offset.offset(1e-6));
    assertThat(ranked.getLast().candidate().score()).isCloseTo(0.6 + 0.4 / 4, Offset.offset(1e-6));
  }

  @Test
  void asksTheCheaperOfTwoEquallyGoodAndThenTheFaster() {
    Model dear = model("dear").price(2, 2).build();
    Model slow = model("slow").price(1, 1).latency(Duration.ofSeconds(9)).build();
    Model fast = model("fast").price(1, 1).latency(Duration.ofSeconds(1)).build();

    assertThat(names(rank(BY_QUALITY, dear, slow, fast))).containsExactly("fast", "slow", "dear");
  }

  @Test
  void takesAnUnknownPriceAsTheDearest() {
    Model unpriced = model("unpriced").unpriced().build();
    Model dear = model("dear").price(9, 9).build();
    Model free = model("free").free().build();

    assertThat(names(rank(BY_COST, unpriced, dear, free)))
        .containsExactly("free", "dear", "unpriced");
  }

  @Test
  void ranksAGroupThatCostsNothing() {
    Model free = model("free").free().latency(Duration.ZERO).build();

    assertThat(rank(Weights.DEFAULT, free).getFirst().candidate().score()).isZero();
  }

  @Test
  void paysForTheSystemPromptsOfTiers() {
    Model small = model("small").price(1, 1).window(1_000).build();
    TierTerms prompted = new TierTerms(new TokenEstimate(900, 3_000), OptionalInt.empty());
    Map<Tier, TierTerms> added = Map.of(Tier.SMALL, prompted);
    Fleet fleet = fleet(small);

    Planned bare = plan(new TieredSelector(strategy(), Weights.DEFAULT), fleet);
    Planned shaped = plan(new TieredSelector(strategy(), Weights.DEFAULT, added), fleet);

    assertThat(bare.maxTokens()).isGreaterThan(990);
    assertThat(shaped.maxTokens()).isBetween(80, 100);
    Money output = new Money(1_000L * (bare.maxTokens() - shaped.maxTokens()));
    assertThat(shaped.bound()).isEqualTo(bare.bound().plus(new Money(3_000_000)).minus(output));
  }

  @Test
  void boundsCostByTheTiersLengthWhereTheCallerSetsNone() {
    Model large = model("large").price(0, 10).maxTokens(100_000).window(200_000).build();
    TierTerms brief = new TierTerms(TokenEstimate.NONE, OptionalInt.of(100));
    TieredSelector selector =
        new TieredSelector(strategy(), Weights.DEFAULT, Map.of(Tier.SMALL, brief));

    Planned planned = plan(selector, fleet(large));

    assertThat(planned.maxTokens()).isEqualTo(100);
    assertThat(planned.bound()).isEqualTo(Money.ofUsd(0.001));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY, 1_001})
  void refusesWeightsThatCannotBe(double weight) {
    assertThatThrownBy(() -> Weights.of(weight, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight cost must be 0 or more and finite, not " + weight);
  }

  @Test
  void refusesWeightsThatAreAllZero() {
    assertThatThrownBy(() -> Weights.of(0, 0)).hasMessageContaining("at least one weight");
  }

  private static Strategy strategy() {
    return Strategy.BALANCED;
  }

  private static Planned plan(TieredSelector selector, Fleet fleet) {
    return selector
        .select(Requests.of("hi"), Requests.classified(Tier.SMALL), Optional.empty(), fleet)
        .first()
        .orElseThrow();
  }

  private static Models model(String name) {
    return Models.named(name, Tier.SMALL);
  }

  private static List<Planned> rank(Weights weights, Model... models) {
    Ability ability =
        new Ability(
            Demand.of(Requests.of("hi")), BudgetState.UNLIMITED, Map.of(), false, Optional.empty());
    List<Ability.Verdict.Able> able =
        fleet(models).models().stream()
            .map(ability::judge)
            .map(Ability.Verdict.Able.class::cast)
            .toList();
    return new Ranking(weights).rank(able);
  }

  private static Fleet fleet(Model... models) {
    List<ModelState> states =
        Stream.of(models)
            .map(model ->
                new ModelState(model, model.latencyPrior(), model.qualityPrior(), Optional.empty()))
            .toList();
    return new Fleet(states, BudgetState.UNLIMITED, true);
  }

  private static List<String> names(List<Planned> ranked) {
    return ranked.stream().map(planned -> planned.model().name()).toList();
  }
}
