package dev.rung.server.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LocalModelSelectionTest {
  private static final Model PHI =
      Models.named("phi-2", Tier.TINY).free().reach(Reach.IN_PROCESS).build();
  private static final Model SMALL = Models.named("small", Tier.SMALL).build();
  private static final Model MAMBA =
      Models.named("mamba", Tier.LOCAL_FALLBACK).free().reach(Reach.IN_PROCESS).build();
  private static final double ANSWER = 400;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final TieredSelector selector = new TieredSelector(Strategy.BALANCED, Weights.DEFAULT);

  @Test
  void asksAModelThatIsFastEnough() {
    Plan plan = plan(Duration.ofSeconds(50), paced(PHI, 100, 10), ready(SMALL));

    assertThat(names(plan)).containsExactly("phi-2", "small");
  }

  @Test
  void passesOverAModelThatWouldMissTheDeadline() {
    Plan plan = plan(Duration.ofSeconds(30), paced(PHI, 100, 10), ready(SMALL));

    assertThat(names(plan)).containsExactly("small");
    assertThat(plan.skipped())
        .containsExactly(new Skipped("phi-2", "needs about 41 s, and 30 s are left for it"));
  }

  @Test
  void passesOverAModelThatIsSlowerThanAnybodyWants() {
    Plan plan = plan(Duration.ofMinutes(30), paced(PHI, 100, 1), ready(SMALL));

    assertThat(names(plan)).containsExactly("small");
    assertThat(plan.skipped().getFirst().reason()).endsWith("and 120 s are left for it");
  }

  @Test
  void letsTheFallbackAnswerShorter() {
    Plan plan = plan(Duration.ofSeconds(30), paced(MAMBA, 100, 2));

    assertThat(plan.candidates())
        .singleElement()
        .satisfies(planned -> assertThat(planned.maxTokens()).isBetween(50, 60));
  }

  @Test
  void letsASlowModelAnswerShorterWhereNobodyElseCan() {
    Plan plan = plan(Duration.ofSeconds(30), paced(PHI, 100, 2));

    assertThat(names(plan)).containsExactly("phi-2");
    assertThat(plan.candidates().getFirst().maxTokens()).isBetween(50, 60);
  }

  @Test
  void doesNotAskTheFallbackForAFewWords() {
    Plan plan = plan(Duration.ofSeconds(3), paced(MAMBA, 100, 2));

    assertThat(plan.candidates()).isEmpty();
  }

  @Test
  void routesNothingToAModelThatWaitsToBeNamed() {
    Model shown = Models.named("rung-tiny", Tier.TINY).free().onRequest().build();
    GenerateRequest request = Requests.of("hi");
    Fleet fleet = new Fleet(List.of(ready(shown), ready(SMALL)), BudgetState.UNLIMITED, true);

    Plan routed = selector.select(request, Requests.classified(Tier.TINY), Optional.empty(), fleet);
    Plan named = selector.pin(request, Requests.classified(Tier.TINY), ready(shown), fleet);

    assertThat(names(routed)).containsExactly("small");
    assertThat(routed.skipped())
        .containsExactly(new Skipped("rung-tiny", "answers only requests that name it"));
    assertThat(names(named)).containsExactly("rung-tiny");
  }

  private Plan plan(Duration left, ModelState... states) {
    Deadline frozen = new Deadline(left.toNanos(), () -> 0);
    return selector.select(
        Requests.withDeadline(Requests.of("hi"), frozen),
        Requests.classified(Tier.TINY),
        Optional.empty(),
        new Fleet(List.of(states), BudgetState.UNLIMITED, true));
  }

  private static ModelState ready(Model model) {
    return new ModelState(model, model.latencyPrior(), model.qualityPrior(), Optional.empty());
  }

  private static ModelState paced(Model model, double input, double output) {
    return new ModelState(
        model,
        model.latencyPrior(),
        model.qualityPrior(),
        Optional.empty(),
        Optional.of(new Pace(input, output, ANSWER, LONGEST)),
        Optional.empty(),
        false,
        Live.UNKNOWN);
  }

  private static List<String> names(Plan plan) {
    return plan.candidates().stream().map(planned -> planned.model().name()).toList();
  }
}
