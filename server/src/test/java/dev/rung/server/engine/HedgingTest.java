package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.after;
import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.hangs;
import static dev.rung.server.engine.ScriptedModel.says;
import static dev.rung.server.engine.ScriptedModel.saysThenFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Message;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Source;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.ToolChoice;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.guard.HedgeSettings;
import dev.rung.server.guard.Hedges;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A second model that is asked beside one that is slow to begin. */
class HedgingTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).price(1, 2).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final Model TINY = Models.named("tiny", Tier.TINY).price(2, 4).build();
  private static final GenerateRequest REQUEST = Requests.of("tell me something");
  private static final Duration NEVER = Duration.ofSeconds(50);

  private final EngineUnderTest engine = new EngineUnderTest(SMALL, OTHER, TINY);
  private final FleetGuard guard = new FleetGuard(GuardSettings.DEFAULT, System::nanoTime);
  private final CountDownLatch begun = new CountDownLatch(1);

  @BeforeEach
  void hedge() {
    engine.guard = guard;
    hedgeAfter(Duration.ofMillis(1));
  }

  @AfterEach
  void nothingLeaks() {
    assertThat(engine.budget.open()).isZero();
    for (Model model : List.of(SMALL, OTHER, TINY)) {
      assertThat(guard.inFlight(model.name())).isZero();
    }
  }

  private void hedgeAfter(Duration delay) {
    engine.hedges = new Hedges(new HedgeSettings(true, 1), (model, stream) -> Optional.of(delay));
  }

  @Test
  void takesTheSecondModelsAnswerAndStopsTheFirst() {
    engine.provider.on("small", hangs(begun)).on("other", after(begun, says("quick")));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.text()).isEqualTo("quick");
    assertThat(answer.model()).contains("other");
    assertThat(answer.decision().attempts())
        .extracting(Attempt::model, Attempt::result, Attempt::error)
        .containsExactly(
            tuple("small", Attempt.Result.CANCELLED, Optional.of("another call was faster")),
            tuple("other", Attempt.Result.ANSWERED, Optional.empty()));
  }

  @Test
  void paysForBoth() {
    engine.provider.on("small", hangs(begun)).on("other", after(begun, says("quick")));

    Answer answer = engine.answer(REQUEST);

    List<Money> costs = answer.decision().attempts().stream().map(Attempt::cost).toList();
    assertThat(costs).hasSize(2).allMatch(cost -> !cost.isZero());
    assertThat(engine.budget.reservations()).hasSize(2);
    assertThat(engine.budget.settled()).containsExactlyInAnyOrderElementsOf(costs);
    assertThat(answer.cost()).isEqualTo(costs.get(0).plus(costs.get(1)));
  }

  @Test
  void staysWithTheFirstWhereItSpeaksFirstAllTheSame() {
    engine.provider.on("small", after(begun, says("here", " I", " am"))).on("other", hangs(begun));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(REQUEST, caller);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> {
              assertThat(answered.answer().text()).isEqualTo("here I am");
              assertThat(answered.answer().decision().attempts())
                  .extracting(Attempt::model, Attempt::result)
                  .containsExactly(
                      tuple("small", Attempt.Result.ANSWERED),
                      tuple("other", Attempt.Result.CANCELLED));
            });
    assertThat(caller.text()).isEqualTo("here I am");
    assertThat(caller.sources()).extracting(Source::model).containsExactly(Optional.of("small"));
  }

  @Test
  void asksTheSecondAnewWhereTheFirstFailsAfterItSpokeFirst() {
    CountDownLatch twice = new CountDownLatch(2);
    engine
        .provider
        .on("small", after(begun, saysThenFails("he", FailureKind.UNAVAILABLE)))
        .on(
            "other",
            (call, sink) -> {
              twice.countDown();
              return (twice.getCount() > 0 ? hangs(begun) : says("whole")).play(call, sink);
            });

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.text()).isEqualTo("whole");
    assertThat(answer.model()).contains("other");
  }

  @Test
  void waitsForAWholeAnswerWhereItIsHeldToASchema() {
    Set<Boolean> streams = ConcurrentHashMap.newKeySet();
    engine.hedges =
        new Hedges(
            new HedgeSettings(true, 1),
            (model, stream) -> {
              streams.add(stream);
              return Optional.empty();
            });
    engine.provider.on("small", says("{}"));
    Prompt prompt =
        new Prompt(
            List.of(Message.of(Role.USER, "who?")),
            List.of(),
            new ToolChoice.Auto(),
            Optional.of("{\"type\":\"object\"}"));

    Outcome outcome = engine.stream(Requests.of(prompt, Limits.NONE), new Sinks.Stream());

    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    assertThat(streams).containsExactly(false);
  }

  @Test
  void tellsTheCallerOfTheFasterModelAlone() {
    engine.provider.on("small", hangs(begun)).on("other", after(begun, says("qu", "ick")));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(REQUEST, caller);

    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    assertThat(caller.text()).isEqualTo("quick");
    assertThat(caller.sources()).extracting(Source::model).containsExactly(Optional.of("other"));
  }

  @Test
  void asksNobodyElseWhereTheFirstIsQuickEnough() {
    hedgeAfter(NEVER);

    assertThat(engine.answer(REQUEST).decision().attempts()).hasSize(1);
    assertThat(engine.provider.asked()).containsExactly("small");
  }

  @Test
  void goesOnAsUsualWhereTheFirstFailsInTime() {
    hedgeAfter(NEVER);
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE));

    assertThat(engine.answer(REQUEST).model()).contains("other");
    assertThat(engine.provider.asked()).containsExactly("small", "other");
  }

  @Test
  void goesOnWithTheNextWhereBothFail() {
    engine
        .provider
        .on("small", after(begun, fails(FailureKind.UNAVAILABLE)))
        .on("other", fails(FailureKind.OVERLOADED).after(begun::countDown));

    Answer answer = engine.answer(REQUEST);

    assertThat(answer.model()).contains("tiny");
    assertThat(answer.decision().attempts())
        .extracting(Attempt::model)
        .containsExactly("small", "other", "tiny");
  }

  @Test
  void takesTheFirstsAnswerWhereTheSecondFails() {
    engine
        .provider
        .on("small", after(begun, says("late but here")))
        .on("other", fails(FailureKind.OVERLOADED).after(begun::countDown));

    assertThat(engine.answer(REQUEST).text()).isEqualTo("late but here");
  }

  @Test
  void endsInAnErrorWhereTheWinnerBreaksOff() {
    engine
        .provider
        .on("small", hangs(begun))
        .on("other", after(begun, saysThenFails("half", FailureKind.UNAVAILABLE)));
    Sinks.Stream caller = new Sinks.Stream();

    Outcome outcome = engine.stream(REQUEST, caller);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(caller.text()).isEqualTo("half");
    // Each is asked on a thread of its own.
    assertThat(engine.provider.asked()).containsExactlyInAnyOrder("small", "other");
  }

  @Test
  void neverAsksAWeakerTierBesideAStrongerOne() {
    EngineUnderTest two = new EngineUnderTest(SMALL, TINY);
    two.hedges = engine.hedges;
    two.guard = guard;
    two.provider.on("small", (call, sink) -> says("alone").play(call, sink));

    assertThat(two.answer(REQUEST).text()).isEqualTo("alone");
    assertThat(two.provider.asked()).containsExactly("small");
  }

  @Test
  void doesNotSpendMoreThanTheRequestAllows() {
    GenerateRequest cheap =
        Requests.of("tell me something", new LimitsBuilder().maxCost(new Money(3_000_000)).build());
    engine.provider.on("small", says("alone"));
    engine.hedges =
        new Hedges(
            new HedgeSettings(true, 1),
            (model, stream) -> {
              begun.countDown();
              return Optional.of(Duration.ofNanos(1));
            });

    assertThat(engine.answer(cheap).text()).isEqualTo("alone");
    assertThat(begun.getCount()).isZero();
    assertThat(engine.provider.asked()).containsExactly("small");
  }

  @Test
  void stopsBothWhenTheCallerGoes() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    engine.provider.on("small", hangs(both)).on("other", hangs(both));
    FutureTask<Outcome> request = new FutureTask<>(() -> engine.generate(REQUEST));
    Thread thread = Thread.ofVirtual().start(request);
    both.await();

    thread.interrupt();

    assertThat(request.get(1, TimeUnit.MINUTES)).isInstanceOf(Outcome.Cancelled.class);
  }

  @Test
  void neverMixesTheTwo() {
    engine.hedges =
        new Hedges(new HedgeSettings(true, 1), (model, stream) -> Optional.of(Duration.ZERO));
    engine
        .provider
        .on("small", says("a", "a", "a", "a", "a", "a"))
        .on("other", says("b", "b", "b", "b", "b", "b"));
    for (int i = 0; i < 2_000; i++) {
      Sinks.Stream caller = new Sinks.Stream();

      Outcome outcome = engine.stream(REQUEST, caller);

      assertThat(outcome).isInstanceOf(Outcome.Answered.class);
      Answer answer = ((Outcome.Answered) outcome).answer();
      assertThat(caller.text()).isEqualTo(answer.text()).isIn("aaaaaa", "bbbbbb");
      assertThat(answer.decision().attempts())
          .filteredOn(attempt -> attempt.result() == Attempt.Result.ANSWERED)
          .hasSize(1);
    }
  }

  /** Ended by an interrupt, notes what the request's thread did meanwhile: it waits, or it left. */
  private static ScriptedModel.Script watches(
      CountDownLatch begun, AtomicReference<Thread> request, CompletableFuture<Thread.State> seen) {
    return (call, sink) -> {
      begun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException stopped) {
        Thread.State state = request.get().getState();
        while (state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED) {
          Thread.onSpinWait();
          state = request.get().getState();
        }
        seen.complete(state);
        throw stopped;
      }
      throw new IllegalStateException("nobody opens this latch");
    };
  }

  @Test
  void waitsForTheSecondWhereTheFirstEndsInABug() throws Exception {
    AtomicReference<Thread> request = new AtomicReference<>();
    CompletableFuture<Thread.State> seen = new CompletableFuture<>();
    ScriptedModel.Script fails =
        (call, sink) -> {
          throw new IllegalStateException("bug");
        };
    engine.provider.on("small", after(begun, fails)).on("other", watches(begun, request, seen));
    FutureTask<Outcome> asked = new FutureTask<>(() -> engine.generate(REQUEST));
    Thread thread = Thread.ofPlatform().unstarted(asked);
    request.set(thread);

    thread.start();

    assertThat(seen.get(1, TimeUnit.MINUTES)).isNotEqualTo(Thread.State.TERMINATED);
    assertThatThrownBy(() -> asked.get(1, TimeUnit.MINUTES)).hasMessageContaining("bug");
  }
}
