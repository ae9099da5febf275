package dev.rung.local.decoding;

import static dev.rung.local.decoding.ToyCalls.await;
import static dev.rung.local.decoding.ToyCalls.call;
import static dev.rung.local.decoding.ToyCalls.greedy;
import static dev.rung.local.decoding.ToyCalls.prompt;
import static dev.rung.local.decoding.ToyCalls.request;
import static dev.rung.local.decoding.ToyCalls.settings;
import static dev.rung.local.decoding.ToyCalls.tell;
import static dev.rung.local.decoding.ToyCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.Generated.End;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.decoding.ToyCalls.Call;
import dev.rung.local.decoding.ToyCalls.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers do, and what goes wrong, touches nobody else. */
class SchedulerLimitsTest {
  private static final int[] PROMPT = prompt(1, 10);

  private final ToyDecoder toy = ToyDecoder.withKeysAndValues(ToyRule::noise);
  private final Semaphore steps = new Semaphore(0);
  private final CountDownLatch released = new CountDownLatch(1);
  private Scheduler scheduler = Scheduler.start("toy", toy, Set.of(), settings(2, 1, 16), () -> {});

  @AfterEach
  void everythingIsFreed() {
    steps.release(100_000);
    released.countDown();
    scheduler.close();

    assertThat(toy.openSequences()).isZero();
    assertThat(toy.isClosed()).isTrue();
  }

  @Test
  void aFullLineRefusesAndSaysWhatToChange() {
    toy.gate(steps);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(call(scheduler, request(PROMPT, greedy(2))));
    }
    toy.awaitStep();
    await(() -> scheduler.inside() == 3);

    assertRefused(
        Reason.BUSY,
        "the model makes 2 answers at once and lets 1 wait; ask later, or raise the limits");
    steps.release(1_000);
    assertThat(calls).allSatisfy(call -> assertThat(call.told().get().text()).isNotEmpty());
    assertThat(toy.mostOpenSequences()).isEqualTo(2);
  }

  @Test
  void promptsThatFillTheContextWindowAreRefused() {
    assertThatThrownBy(() -> tell(scheduler, request(prompt(1, ToyDecoder.WINDOW), greedy(1))))
        .hasMessage(
            "the prompt has 1000 tokens; the model takes 1000, with one at least for the answer")
        .extracting("reason")
        .isEqualTo(Reason.CONTEXT_TOO_LONG);
    assertThat(toy.steps).isEmpty();
  }

  @Test
  void anInterruptedCallerLeavesAndSoDoesItsAnswer() {
    toy.gate(steps);
    Call call = call(scheduler, request(PROMPT, greedy(500)));
    toy.awaitStep();

    call.thread().interrupt();

    assertThatThrownBy(() -> call.told().get()).hasCauseInstanceOf(InterruptedException.class);
    steps.release(1);
    await(() -> toy.openSequences() == 0);
    assertThat(toy.steps).hasSize(1);
  }

  @Test
  void aListenerEndsItsAnswer() throws Exception {
    AtomicInteger pieces = new AtomicInteger();
    toy.gate(steps);
    steps.release(2);
    Call call =
        call(scheduler, request(PROMPT, greedy(500)), piece -> pieces.incrementAndGet() < 1);

    Told told = call.told().get();

    assertThat(told.generated().end()).isEqualTo(End.LISTENER);
    assertThat(told.generated().generatedTokens()).isBetween(1, 2);
    steps.release(1_000);
    await(() -> toy.openSequences() == 0);
    assertThat(toy.steps.size()).isLessThan(10);
  }

  @Test
  void aListenerThatThrowsEndsItsAnswerToo() {
    assertThatThrownBy(() ->
            tell(
                scheduler,
                request(PROMPT, greedy(900)),
                piece -> {
                  throw new IllegalStateException("the reader is gone");
                }))
        .hasMessage("the reader is gone");
    await(() -> toy.openSequences() == 0);
  }

  @Test
  void aCallEndsAtItsDeadlineThoughTheStepGoesOn() {
    toy.gate(steps);
    GenerationOptions options = GenerationOptions.greedy(5, Duration.ofMillis(20));

    assertThatThrownBy(() -> tell(scheduler, request(PROMPT, options)))
        .hasMessage("the answer took longer than its time")
        .extracting("reason")
        .isEqualTo(Reason.TIME_LIMIT);
    assertThat(scheduler.inside()).isZero();
  }

  @Test
  void anAnswerWhoseReaderHangsEndsAtItsDeadline() {
    Duration limit = Duration.ofMillis(100);
    Call call;
    do {
      // Twice as long where the machine was too slow for a step.
      limit = limit.multipliedBy(2);
      GenerationOptions options = GenerationOptions.greedy(900, limit);
      Call begun = call(scheduler, request(PROMPT, options), piece -> waitForRelease());
      await(() -> begun.told().isDone() || (!toy.steps.isEmpty() && toy.openSequences() == 0));
      call = begun;
    } while (toy.steps.isEmpty());

    released.countDown();
    assertThatThrownBy(call.told()::get).hasMessageContaining("longer than its time");
  }

  @Test
  void aSlowReaderPausesItsOwnAnswerOnly() throws Exception {
    Call slow = call(scheduler, request(PROMPT, greedy(300)), piece -> waitForRelease());
    await(() -> toy.tokensComputed() >= PROMPT.length + TextQueue.MOST_PIECES - 1);

    Told other = tell(scheduler, request(prompt(2, 3), greedy(200)));

    assertThat(other.text()).isEqualTo(alone(prompt(2, 3), 200));
    assertThat(toy.tokensComputed())
        .isLessThan(PROMPT.length + 2 * TextQueue.MOST_PIECES + 2 + 3 + 200);
    released.countDown();
    assertThat(slow.told().get().text()).isEqualTo(alone(PROMPT, 300));
  }

  @Test
  void aFailedStepFailsItsAnswersAndTheModelGoesOn() throws Exception {
    toy.gate(inputs -> {
      throw ToyDecoder.failure();
    });
    assertRefused(Reason.FAILED, "the toy is broken");
    toy.gate(inputs -> {
      throw new IllegalStateException("some text");
    });
    assertRefused(Reason.FAILED, "the model failed with IllegalStateException");
    toy.gate(inputs -> {});

    assertThat(tell(scheduler, request(PROMPT, greedy(5))).text()).isEqualTo(alone(PROMPT, 5));
  }

  @Test
  void aBrokenLoopFailsItsCallersAndLetsNobodyIn() {
    toy.gate(inputs -> {
      throw new AssertionError("a native library is missing");
    });

    assertRefused(Reason.ENDED, "the model has failed and must be loaded again");
    assertRefused(Reason.ENDED, "the model has failed and must be loaded again");
  }

  @Test
  void closingEndsAllCallsAtOnce() {
    toy.gate(steps);
    Call working = call(scheduler, request(PROMPT, greedy(5)));
    toy.awaitStep();
    Call waiting = call(scheduler, request(PROMPT, greedy(5)));
    await(() -> scheduler.inside() == 2);

    Thread closing = Thread.ofVirtual().start(scheduler::close);

    assertThatThrownBy(() -> working.told().get()).hasMessageContaining("the model is closed");
    assertThatThrownBy(() -> waiting.told().get()).hasMessageContaining("the model is closed");
    assertThat(toy.isClosed()).isFalse();
    steps.release(1);
    await(() -> !closing.isAlive());
    assertRefused(Reason.CLOSED, "the model is closed");
  }

  @Test
  void hundredsOfCallersComeAndGo() throws Exception {
    scheduler.close();
    ToyDecoder busy = ToyDecoder.withKeysAndValues(ToyRule::noise);
    try (Scheduler shared =
        Scheduler.start("busy", busy, Set.of(), settings(4, 400, 8), () -> {})) {
      List<Call> calls = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        int stopAfter = i % 3 == 0 ? i % 7 : 1_000;
        AtomicInteger pieces = new AtomicInteger();
        Request request = request(prompt(i, 1 + i % 50), greedy(1 + i % 40));
        calls.add(call(shared, request, piece -> pieces.incrementAndGet() <= stopAfter));
        if (i % 5 == 0) {
          calls.getLast().thread().interrupt();
        }
      }
      for (int i = 0; i < 300; i++) {
        checkEnd(calls.get(i), i);
      }
      await(() -> busy.openSequences() == 0);
      assertThat(shared.inside()).isZero();
      assertThat(busy.mostOpenSequences()).isLessThanOrEqualTo(4);
    }
  }

  private void checkEnd(Call call, int i) throws Exception {
    try {
      Told told = call.told().get(60, TimeUnit.SECONDS);
      String whole = alone(prompt(i, 1 + i % 50), 1 + i % 40);
      if (told.generated().end() == End.LENGTH) {
        assertThat(told.text()).isEqualTo(whole);
      } else {
        assertThat(whole).startsWith(told.text());
      }
    } catch (ExecutionException e) {
      assertThat(i % 5).isZero();
      assertThat(e).hasCauseInstanceOf(InterruptedException.class);
    }
  }

  private boolean waitForRelease() {
    try {
      return released.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertRefused(Reason reason, String message) {
    assertThatThrownBy(() -> tell(scheduler, request(PROMPT, greedy(5))))
        .isInstanceOf(InferenceException.class)
        .hasMessage(message)
        .extracting("reason")
        .isEqualTo(reason);
  }

  private static String alone(int[] prompt, int count) throws InferenceException {
    ToyRule rule = ToyRule::noise;
    return text(rule.greedy(prompt, count));
  }
}
