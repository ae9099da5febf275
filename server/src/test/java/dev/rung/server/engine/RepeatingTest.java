package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.failsWith;
import static dev.rung.server.engine.ScriptedModel.says;
import static dev.rung.server.engine.ScriptedModel.saysThenFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.guard.Retries;
import dev.rung.server.guard.RetrySettings;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that are made once more at the same model. */
class RepeatingTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final Model LARGE = Models.named("large", Tier.LARGE).price(10, 30).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, OTHER, LARGE);
  private final FakeGuard guard = new FakeGuard();
  private final List<Duration> waits = new ArrayList<>();

  @BeforeEach
  void repeat() {
    engine.guard = guard;
    engine.retries =
        new Retries(new RetrySettings(2, Duration.ofMillis(200), LONGEST, 1), new Random(1));
    engine.patience = waits::add;
  }

  @Test
  void asksTheRestOfTheTierFirstAndThenOnceMoreBeforeItLeavesTheTier() {
    engine
        .provider
        .on("small", fails(FailureKind.UNAVAILABLE))
        .on("other", fails(FailureKind.OVERLOADED));

    Answer answer = engine.answer(REQUEST);

    assertThat(engine.provider.asked())
        .containsExactly("small", "other", "other", "other", "large");
    assertThat(answer.model()).contains("large");
    assertThat(waits).hasSize(2).allMatch(wait -> wait.compareTo(Duration.ofMillis(400)) <= 0);
    assertThat(answer.decision().attempts()).hasSize(5);
    assertThat(guard.told)
        .containsExactly(
            "small failed by UNAVAILABLE",
            "other failed by OVERLOADED",
            "other failed by OVERLOADED",
            "other failed by OVERLOADED",
            "large answered with 1500");
    assertThat(guard.open()).isZero();
  }

  @Test
  void answersWhereThePassingFailureHasPassed() {
    int[] calls = {0};
    engine
        .provider
        .on("small", fails(FailureKind.UNAVAILABLE))
        .on(
            "other",
            (call, sink) ->
                (++calls[0] == 1 ? fails(FailureKind.UNAVAILABLE) : says("here")).play(call, sink));

    assertThat(engine.answer(REQUEST).text()).isEqualTo("here");
    assertThat(engine.provider.asked()).containsExactly("small", "other", "other");
  }

  @Test
  void paysForEachOfItsCalls() {
    engine
        .provider
        .on("small", fails(FailureKind.AUTH))
        .on("other", saysThenFails("half of it", FailureKind.UNAVAILABLE));

    Answer answer = engine.answer(REQUEST);

    assertThat(engine.provider.asked())
        .containsExactly("small", "other", "other", "other", "large");
    List<Money> costs = answer.decision().attempts().stream().map(Attempt::cost).toList();
    assertThat(costs.subList(1, 4)).allMatch(cost -> cost.nanos() > 0);
    assertThat(answer.cost()).isEqualTo(costs.stream().reduce(Money.ZERO, Money::plus));
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void neverRepeatsWhatTheCallerHasSeen() {
    engine
        .provider
        .on("small", fails(FailureKind.AUTH))
        .on("other", saysThenFails("half of it", FailureKind.UNAVAILABLE));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(REQUEST, caller);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(engine.provider.asked()).containsExactly("small", "other");
    assertThat(waits).isEmpty();
  }

  @Test
  void leavesAtOnceWhereTheProviderWantsALongPause() {
    ProviderException later =
        ProviderException.of(FailureKind.RATE_LIMITED, "as told")
            .withRetryAfter(Duration.ofSeconds(30));
    engine.provider.on("small", failsWith(later)).on("other", failsWith(later));

    assertThat(engine.answer(REQUEST).model()).contains("large");
    assertThat(waits).isEmpty();
  }

  @Test
  void endsWithTheCallerWhoGoesWhileItWaits() {
    engine
        .provider
        .on("small", fails(FailureKind.UNAVAILABLE))
        .on("other", fails(FailureKind.UNAVAILABLE));
    engine.patience =
        time -> {
          throw new InterruptedException("gone");
        };

    Outcome outcome = engine.generate(REQUEST);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(engine.provider.asked()).containsExactly("small", "other");
    assertThat(engine.budget.open()).isZero();
  }

  @Test
  void goesElsewhereWhereARateStaysUsedUp() {
    guard.hold("small", new Hindrance(Kind.RATE, Duration.ofSeconds(20)));

    assertThat(engine.answer(REQUEST).model()).contains("other");
    assertThat(waits).isEmpty();
  }

  @Test
  void tellsWhenToComeBackWhereEveryRateIsUsedUp() {
    for (Model model : List.of(SMALL, OTHER, LARGE)) {
      guard.hold(model.name(), new Hindrance(Kind.RATE, Duration.ofSeconds(20)));
    }
    guard.hold("other", new Hindrance(Kind.RATE, Duration.ofSeconds(9)));

    Refusal refusal = engine.failure(REQUEST).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.RATE_LIMITED);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(9));
  }
}
