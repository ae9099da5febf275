package dev.rung.server.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was measured of late decides between models. */
class LiveSelectionTest {
  private static final Duration PRIOR = Duration.ofSeconds(1);

  private final TieredSelector selector = new TieredSelector(Strategy.BALANCED, Weights.DEFAULT);

  private static Live live(double firstSeconds, double perTokenMillis) {
    return live(firstSeconds, perTokenMillis, 1, 0);
  }

  private static Live live(
      double firstSeconds, double perTokenMillis, double success, int waiting) {
    Speed speed =
        new Speed(
            Duration.ofMillis(Math.round(firstSeconds * 1000)),
            Duration.ofNanos(Math.round(perTokenMillis * 1e6)),
            200);
    return new Live(Optional.of(speed), success, waiting, 4);
  }

  private static ModelState state(String name, Live live) {
    Model model = Models.named(name, Tier.SMALL).price(1, 2).build();
    return new ModelState(
        model, PRIOR, 0.7, Optional.empty(), Optional.empty(), Optional.empty(), false, live);
  }

  private Plan plan(GenerateRequest request, ModelState... states) {
    return selector.select(
        request,
        Requests.classified(Tier.SMALL),
        Optional.empty(),
        new Fleet(List.of(states), BudgetState.UNLIMITED, true));
  }

  private static List<String> order(Plan plan) {
    return plan.shown().stream().map(Candidate::model).toList();
  }

  private static GenerateRequest within(Duration left) {
    return Requests.withDeadline(Requests.of("hi"), new Deadline(left.toNanos(), () -> 0));
  }

  @Test
  void prefersWhatIsFasterForAnAnswerOfThisLength() {
    ModelState quickStart = state("quick-start", live(0.1, 50));
    ModelState quickWriter = state("quick-writer", live(2, 5));

    assertThat(order(plan(Requests.of("hi"), quickStart, quickWriter)))
        .containsExactly("quick-writer", "quick-start");
    GenerateRequest brief = Requests.withMaxTokens(Requests.of("hi"), 10);
    assertThat(order(plan(brief, quickWriter, quickStart)))
        .containsExactly("quick-start", "quick-writer");
  }

  @Test
  void countsTheCallsThatFailBeforeOneSucceeds() {
    ModelState shaky = state("shaky", live(0.5, 1, 0.5, 0));
    ModelState steady = state("steady", live(0.7, 1, 1, 0));

    assertThat(order(plan(Requests.of("hi"), shaky, steady))).containsExactly("steady", "shaky");
  }

  @Test
  void countsThoseWhoWaitAlready() {
    ModelState full = state("full", live(0.5, 1, 1, 8));
    ModelState free = state("free", live(0.7, 1, 1, 0));

    assertThat(order(plan(Requests.of("hi"), full, free))).containsExactly("free", "full");
  }

  @Test
  void weighsThePriceMoreThanTheTime() {
    ModelState dear =
        new ModelState(
            Models.named("dear", Tier.SMALL).price(10, 20).build(),
            PRIOR,
            0.7,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            live(0.1, 1));
    ModelState cheap = state("cheap", live(1, 1));

    assertThat(order(plan(Requests.of("hi"), dear, cheap))).containsExactly("cheap", "dear");
  }

  @Test
  void showsTheFiguresItWentBy() {
    Candidate shown =
        plan(Requests.of("hi"), state("a", live(0.5, 10, 0.75, 3))).shown().getFirst();

    assertThat(shown.estimatedLatency()).isEqualTo(Duration.ofMillis(2500));
    assertThat(shown.firstOutput()).isEqualTo(Duration.ofMillis(500));
    assertThat(shown.successRate()).isEqualTo(0.75);
    assertThat(shown.waiting()).isEqualTo(3);
  }

  @Test
  void goesByThePriorUntilSomethingWasMeasured() {
    Candidate shown = plan(Requests.of("hi"), state("a", Live.UNKNOWN)).shown().getFirst();

    assertThat(shown.estimatedLatency()).isEqualTo(PRIOR);
    assertThat(shown.firstOutput()).isEqualTo(PRIOR);
    assertThat(shown.successRate()).isOne();
  }

  @Test
  void passesOverWhatWouldMissTheDeadline() {
    Plan plan =
        plan(within(Duration.ofSeconds(3)), state("slow", live(2, 10)), state("fast", live(1, 5)));

    assertThat(order(plan)).containsExactly("fast");
    assertThat(plan.skipped())
        .contains(new Skipped("slow", "needs about 4 s, and 3 s are left for it"));
  }

  @Test
  void asksWhoWouldMissTheDeadlineWhereNobodyElseIsLeft() {
    assertThat(order(plan(within(Duration.ofSeconds(3)), state("slow", live(2, 10)))))
        .containsExactly("slow");
  }

  @Test
  void neverGivesAModelUpForItsFailuresAlone() {
    assertThat(new Live(Optional.empty(), 0, 0, 1).delay()).isCloseTo(20, offset(1e-9));
    assertThatThrownBy(() -> new Live(Optional.empty(), 1.5, 0, 1))
        .hasMessageContaining("successRate");
    assertThatThrownBy(() -> new Speed(Duration.ofSeconds(-1), Duration.ZERO, 1))
        .hasMessageContaining("speed");
  }
}
