package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.budget.BudgetState;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Fleet;
import dev.rung.server.select.Live;
import dev.rung.server.select.ModelState;
import dev.rung.server.select.Requests;
import dev.rung.server.select.Speed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Candidates that are passed over because of what became of the others. */
class PassingTest {
  private static final Model FIRST =
      Models.named("first", Tier.SMALL).price(1, 2).window(8_000).build();
  private static final Model SMALLER =
      Models.named("smaller", Tier.SMALL).price(2, 4).window(8_000).build();
  private static final Model LARGER =
      Models.named("larger", Tier.LARGE).price(10, 30).window(100_000).build();

  private final AtomicLong now = new AtomicLong();
  private final EngineUnderTest engine = new EngineUnderTest(FIRST, SMALLER, LARGER);

  private static Live taking(Duration time) {
    return new Live(Optional.of(new Speed(time, Duration.ZERO, 1)), 1, 0, 1);
  }

  private void speeds(Map<String, Duration> speeds) {
    engine.nanoTime = now::get;
    engine.fleets =
        (roster, caller) ->
            new Fleet(
                roster.models().stream()
                    .map(listed ->
                        state(
                            listed.model(),
                            speeds.getOrDefault(listed.model().name(), Duration.ZERO)))
                    .toList(),
                BudgetState.UNLIMITED,
                true);
  }

  private static ModelState state(Model model, Duration time) {
    return new ModelState(
        model,
        model.latencyPrior(),
        model.qualityPrior(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        taking(time));
  }

  private GenerateRequest tenSeconds() {
    return Requests.withDeadline(
        Requests.of("hi"), Deadline.after(Duration.ofSeconds(10), now::get));
  }

  @Test
  void doesNotTryASmallerWindowWhereOneWasTooSmall() {
    engine.provider.on("first", fails(FailureKind.CONTEXT_TOO_LONG));

    Answer answer = engine.answer(Requests.of("tell me something"));

    assertThat(answer.model()).contains("larger");
    assertThat(engine.provider.asked()).containsExactly("first", "larger");
    assertThat(answer.decision().attempts().get(1).result()).isEqualTo(Attempt.Result.REFUSED);
    assertThat(answer.decision().attempts().get(1).error())
        .contains("its window of 8000 tokens is no larger than one that was short");
  }

  @Test
  void saysThatThePromptIsTooLongWhereNoLargerWindowIsThere() {
    EngineUnderTest two = new EngineUnderTest(FIRST, SMALLER);
    two.provider.on("first", fails(FailureKind.CONTEXT_TOO_LONG));

    assertThat(two.failure(Requests.of("tell me something")).refusal().reason())
        .isEqualTo(Refusal.Reason.CONTEXT_TOO_LONG);
    assertThat(two.provider.asked()).containsExactly("first");
  }

  @Test
  void passesOverWhoHasNoTimeLeftAfterAFailure() {
    speeds(
        Map.of(
            "first", Duration.ofSeconds(1),
            "smaller", Duration.ofSeconds(6),
            "larger", Duration.ofSeconds(2)));
    engine.provider.on(
        "first", fails(FailureKind.UNAVAILABLE).after(() -> now.addAndGet(5_000_000_000L)));

    Answer answer = engine.answer(tenSeconds());

    assertThat(answer.model()).contains("larger");
    assertThat(engine.provider.asked()).containsExactly("first", "larger");
    assertThat(answer.decision().attempts().get(1).error())
        .contains("needs about 6 s, and 5 s are left for it");
  }

  @Test
  void asksAllTheSameWhereNobodyHasTimeEnough() {
    speeds(
        Map.of(
            "first", Duration.ofSeconds(1),
            "smaller", Duration.ofSeconds(6),
            "larger", Duration.ofSeconds(8)));
    engine.provider.on(
        "first", fails(FailureKind.UNAVAILABLE).after(() -> now.addAndGet(5_000_000_000L)));

    assertThat(engine.answer(tenSeconds()).model()).contains("smaller");
    assertThat(engine.provider.asked()).isEqualTo(List.of("first", "smaller"));
  }
}
