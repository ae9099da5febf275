package dev.rung.server.engine;

import static dev.rung.server.engine.ScriptedModel.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.cache.CacheKey;
import dev.rung.server.cache.CacheRules;
import dev.rung.server.call.Samples;
import dev.rung.server.generate.Answer;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Models;
import dev.rung.server.select.LimitsBuilder;
import dev.rung.server.select.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharingTest {
  private static final CacheKey KEY = new CacheKey(1, 2, 3, 4);
  private static final GenerateRequest REQUEST = Requests.of("why?");
  private static final Outcome FAILED =
      new Outcome.Failed(
          Refusal.of(Refusal.Reason.PROVIDERS_FAILED, "no"), Optional.empty(), Optional.empty());
  private static final Outcome LEFT = new Outcome.Cancelled(Optional.empty(), Optional.empty());

  private final Sharing sharing = new Sharing();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void close() {
    callers.shutdownNow();
    callers.close();
  }

  /** A call that waits to be let go and comes to this. */
  private Supplier<Outcome> call(Outcome outcome) {
    return () -> {
      calls.incrementAndGet();
      begun.countDown();
      try {
        go.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
      return outcome;
    };
  }

  private Outcome share(Supplier<Outcome> lead, Deadline deadline) {
    return share(new Sharing.Flight(KEY, 0, () -> false), lead, deadline);
  }

  private Outcome share(Sharing.Flight flight, Supplier<Outcome> lead, Deadline deadline) {
    return sharing.answer(flight, deadline, lead, _ -> true, Outcome.Answered::new, () -> LEFT);
  }

  private static Deadline far() {
    return Deadline.after(Duration.ofMinutes(2), System::nanoTime);
  }

  private static Outcome answered() {
    return Samples.answered(REQUEST, "because");
  }

  @Test
  void oneCallAnswersAllThatCameMeanwhile() throws Exception {
    Future<Outcome> leader = callers.submit(() -> share(call(answered()), far()));
    begun.await();
    List<Future<Outcome>> followers =
        List.of(1, 2, 3).stream()
            .map(_ -> callers.submit(() -> share(call(FAILED), far())))
            .toList();
    go.countDown();

    assertThat(leader.get()).isInstanceOf(Outcome.Answered.class);
    for (Future<Outcome> follower : followers) {
      Outcome outcome = follower.get();
      boolean lateComer = outcome.equals(FAILED);
      assertThat(lateComer || outcome.equals(leader.get())).isTrue();
    }
    assertThat(sharing.flights()).isZero();
  }

  @Test
  void anAnswerThatIsNotForOthersIsHandedToNobody() throws Exception {
    Future<Outcome> leader =
        callers.submit(() ->
            sharing.answer(
                new Sharing.Flight(KEY, 0, () -> false),
                far(),
                call(answered()),
                _ -> false,
                Outcome.Answered::new,
                () -> LEFT));
    begun.await();
    Future<Outcome> follower = callers.submit(() -> share(() -> FAILED, far()));
    go.countDown();

    assertThat(leader.get()).isInstanceOf(Outcome.Answered.class);
    assertThat(follower.get()).isEqualTo(FAILED);
  }

  @Test
  void nobodyWaitsPastItsDeadline() throws Exception {
    Future<Outcome> leader = callers.submit(() -> share(call(answered()), far()));
    begun.await();

    Outcome late = share(() -> FAILED, Deadline.after(Duration.ZERO, System::nanoTime));

    assertThat(late).isEqualTo(FAILED);
    go.countDown();
    assertThat(leader.get()).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void asksByItselfWhereTheLeaderTakesTooLong() throws Exception {
    Future<Outcome> leader = callers.submit(() -> share(call(answered()), far()));
    begun.await();
    Deadline still = Deadline.after(Duration.ofMillis(20), () -> 0);

    Outcome own = share(() -> still.isPast() ? LEFT : FAILED, still);

    assertThat(own).isEqualTo(FAILED);
    assertThat(Sharing.patience(still)).isEqualTo(Duration.ofMillis(10));
    go.countDown();
    assertThat(leader.get()).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void anotherOneLeadsWhereTheLeaderLeaves() throws Exception {
    Future<Outcome> leader = callers.submit(() -> share(call(LEFT), far()));
    begun.await();
    Future<Outcome> next = callers.submit(() -> share(() -> answered(), far()));
    go.countDown();

    assertThat(leader.get()).isEqualTo(LEFT);
    assertThat(next.get()).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void nobodyWaitsForALeaderWhoDoesNotReadItsAnswer() throws Exception {
    Sharing.Flight stalled = new Sharing.Flight(KEY, 0, () -> true);
    Future<Outcome> leader = callers.submit(() -> share(stalled, call(LEFT), far()));
    begun.await();

    Outcome next = share(() -> answered(), far());

    assertThat(next).isInstanceOf(Outcome.Answered.class);
    assertThat(leader.isDone()).isFalse();
    go.countDown();
    assertThat(leader.get()).isEqualTo(LEFT);
    assertThat(sharing.flights()).isZero();
  }

  @Test
  void whatComesAfterAPurgeWaitsForNothingThatBeganBeforeIt() throws Exception {
    Future<Outcome> leader = callers.submit(() -> share(call(LEFT), far()));
    begun.await();

    Sharing.Flight after = new Sharing.Flight(KEY, 1, () -> false);
    Outcome next = share(after, () -> answered(), far());

    assertThat(next).isInstanceOf(Outcome.Answered.class);
    assertThat(leader.isDone()).isFalse();
    go.countDown();
    assertThat(leader.get()).isEqualTo(LEFT);
  }

  @Test
  void aFollowerWhoIsStoppedEndsAtOnce() throws Exception {
    Future<Outcome> leader = callers.submit(() -> share(call(LEFT), far()));
    begun.await();

    Thread.currentThread().interrupt();
    Outcome outcome = share(() -> FAILED, far());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome).isEqualTo(LEFT);
    go.countDown();
    assertThat(leader.get()).isEqualTo(LEFT);
  }

  @Test
  void aStaleAnswerIsTheLastFallbackWhereTheCallerAllowsFallback() {
    Instant[] now = {Instant.parse("2026-03-01T12:00:00Z")};
    EngineUnderTest engine = new EngineUnderTest(Models.named("small", Tier.SMALL).build());
    CacheRules rules =
        new CacheRules(false, 0.85, 0.3, 0, Duration.ofHours(1), Duration.ofHours(9), true);
    engine.cache = new MapCache(rules, () -> now[0]);
    GenerateRequest strict =
        Requests.of("why?", new LimitsBuilder().fallback(FallbackPolicy.NONE).build());
    Answer first = engine.answer(REQUEST);
    engine.answer(strict);
    now[0] = now[0].plus(Duration.ofHours(3));
    engine.provider.on("small", fails(FailureKind.TIMEOUT));

    Answer stale = engine.answer(REQUEST);

    assertThat(stale.text()).isEqualTo(first.text());
    assertThat(stale.cache().orElseThrow().stale()).isTrue();
    assertThat(stale.decision().degraded())
        .containsExactly("nobody could answer now: the answer is 3 h old");
    assertThat(stale.decision().attempts()).hasSize(1);
    assertThat(stale.usage()).isEqualTo(stale.decision().attempts().getFirst().usage());
    assertThat(stale.usage().inputTokens()).isPositive();
    assertThat(stale.cost()).isEqualTo(stale.decision().attempts().getFirst().cost());
    assertThat(engine.generate(strict)).isInstanceOf(Outcome.Failed.class);
  }
}
