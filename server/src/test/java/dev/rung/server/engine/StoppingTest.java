package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static dev.rung.server.engine.ScriptedModel.hangs;
import static dev.rung.server.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.select.Requests;
import dev.rung.server.template.TemplateAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Deadlines, interrupts and callers who hang up. */
class StoppingTest {
  private static final Model SMALL = Models.named("small", Tier.SMALL).build();
  private static final Model OTHER = Models.named("other", Tier.SMALL).price(2, 4).build();
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final AtomicLong now = new AtomicLong(1_000);
  private final EngineUnderTest engine = new EngineUnderTest(SMALL, OTHER);

  @Test
  void stopsWhenTheDeadlineHasPassed() {
    engine.nanoTime = now::get;
    engine.provider.on("small", fails(FailureKind.UNAVAILABLE).after(() -> pass(LIMIT)));

    Outcome.Failed failed = engine.failure(limited());

    assertThat(engine.provider.asked()).containsExactly("small");
    assertThat(failed.refusal().reason()).isEqualTo(Refusal.Reason.DEADLINE);
    assertThat(failed.refusal().message())
        .isEqualTo(
            "The deadline passed before an answer was complete"
                + " (small: UNAVAILABLE: as scripted): allow more time.");
    assertThat(engine.record().latency()).isEqualTo(LIMIT);
  }

  @Test
  void asksNobodyWhenTheDeadlineHasPassedBefore() {
    engine.nanoTime = now::get;
    GenerateRequest late = limited();
    pass(LIMIT);

    Refusal refusal = engine.failure(late).refusal();

    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.DEADLINE);
    assertThat(refusal.message()).doesNotContain("(");
    assertThat(engine.provider.asked()).isEmpty();
    assertThat(engine.budget.reservations()).isEmpty();
  }

  @Test
  void leavesHalfOfTheTimeForOthersUntilTheLast() {
    engine.nanoTime = now::get;
    engine.provider.on(
        "small", fails(FailureKind.UNAVAILABLE).after(() -> pass(Duration.ofSeconds(2))));

    engine.answer(limited());

    Call first = engine.provider.calls().getFirst();
    Call last = engine.provider.calls().getLast();
    assertThat(first.firstOutput().nanos()).isEqualTo(1_000 + LIMIT.toNanos() / 2);
    assertThat(last.firstOutput()).isEqualTo(last.deadline());
    assertThat(first.deadline()).isEqualTo(last.deadline());
    assertThat(last.deadline().nanos()).isEqualTo(1_000 + LIMIT.toNanos());
  }

  @Test
  void measuresLatencyAndTheFirstTokenFromTheArrival() {
    engine.nanoTime = now::get;
    engine.provider.on(
        "small",
        (call, sink) -> {
          pass(Duration.ofMillis(30));
          sink.accept(new Chunk.Delta("a"));
          pass(Duration.ofMillis(50));
          return says("b").play(call, sink);
        });

    Answer answer = engine.answer(limited());

    assertThat(answer.text()).isEqualTo("ab");
    assertThat(answer.timeToFirstToken()).contains(Duration.ofMillis(30));
    assertThat(answer.latency()).isEqualTo(Duration.ofMillis(80));
    assertThat(answer.decision().attempts().getFirst().latency()).isEqualTo(Duration.ofMillis(80));
    assertThat(engine.record().at()).isEqualTo(EngineUnderTest.NOW);
  }

  @Test
  void endsAsCancelledWhenItsThreadIsInterrupted()
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch begun = new CountDownLatch(1);
    engine.provider.on("small", hangs(begun));
    FutureTask<Outcome> request = new FutureTask<>(() -> engine.generate(Requests.of("hi")));

    Thread thread = Thread.ofVirtual().start(request);
    begun.await();
    thread.interrupt();
    Outcome outcome = request.get(1, TimeUnit.MINUTES);

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(((Outcome.Cancelled) outcome).partial()).isEmpty();
    assertThat(engine.provider.asked()).containsExactly("small");
    assertThat(engine.budget.open()).isZero();
    assertThat(engine.record().error()).contains("CANCELLED");
    assertThat(engine.record().finishReason()).isEqualTo(FinishReason.CANCELLED);
    assertThat(engine.record().cost()).isEqualTo(engine.budget.settled().getFirst());
    assertThat(engine.record().firstChoiceFailed()).isFalse();
  }

  @Test
  void keepsTheInterruptOfItsThread() {
    engine.provider.on("small", hangs(new CountDownLatch(1)));
    Thread.currentThread().interrupt();

    engine.generate(Requests.of("hi"));

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void billsWhatACallerGotWhoHungUp() {
    engine.provider.on("small", says("one ", "two ", "three"));

    Outcome outcome = engine.stream(Requests.of("hi"), new Sinks.Stream(1));

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    Outcome.Cancelled cancelled = (Outcome.Cancelled) outcome;
    Answer partial = cancelled.partial().orElseThrow();
    assertThat(partial.text()).startsWith("one ");
    assertThat(partial.finishReason()).isEqualTo(FinishReason.CANCELLED);
    assertThat(partial.cost().nanos()).isPositive();
    assertThat(cancelled.decision().orElseThrow().attempts())
        .singleElement()
        .satisfies(attempt -> {
          assertThat(attempt.result()).isEqualTo(Attempt.Result.CANCELLED);
          assertThat(attempt.error()).contains("the caller went away, or Rung is stopping");
        });
    assertThat(engine.provider.asked()).containsExactly("small");
    assertThat(engine.budget.settled()).containsExactly(partial.cost());
    assertThat(engine.record().cost()).isEqualTo(partial.cost());
    assertThat(engine.record().error()).contains("CANCELLED");
  }

  @Test
  void billsACallerWhoHangsUpOnceAToolIsCalled() {
    engine.provider.on(
        "small",
        (call, sink) -> {
          sink.accept(new Chunk.ToolCallDelta(0, "call_1", "weather", "{\"city\":\"Oslo\"}"));
          sink.accept(new Chunk.Delta("nobody hears this"));
          throw new AssertionError("the caller is gone");
        });

    Outcome outcome = engine.stream(Requests.of("hi"), new Sinks.Stream(1));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class,
            cancelled -> {
              Answer partial = cancelled.partial().orElseThrow();
              assertThat(partial.toolCalls()).hasSize(1);
              assertThat(partial.usage().outputTokens()).isPositive();
              assertThat(partial.cost().nanos()).isPositive();
              assertThat(engine.budget.settled()).containsExactly(partial.cost());
            });
  }

  @Test
  void recordsACallerWhoHungUpBeforeATemplateAnswered() {
    engine.templates = text -> Optional.of(new TemplateAnswer("greeting", "Hello"));

    Outcome outcome = engine.stream(Requests.of("hi"), new Sinks.Stream(0));

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(engine.record().error()).contains("CANCELLED");
  }

  @Test
  void recordsAnInterruptWhileATemplatesAnswerIsHandedOn() {
    engine.templates = text -> Optional.of(new TemplateAnswer("greeting", "Hello"));

    Outcome outcome = engine.stream(Requests.of("hi"), new Sinks.Interrupted());

    assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(engine.record().succeeded()).isFalse();
  }

  private GenerateRequest limited() {
    return Requests.withDeadline(Requests.of("hi"), Deadline.after(LIMIT, now::get));
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
