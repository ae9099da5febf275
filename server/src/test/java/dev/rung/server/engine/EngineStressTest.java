package dev.rung.server.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Answer;
import dev.rung.server.generate.CallerGoneException;
import dev.rung.server.generate.Chunk;
import dev.rung.server.generate.ChunkSink;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Outcome;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.BreakerSettings;
import dev.rung.server.guard.FleetGuard;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.provider.Call;
import dev.rung.server.provider.Completion;
import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Models;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.select.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Many requests at once, of models that answer, fail and hang at random, while their roster is
 * replaced. What a model does to a request follows from the seed and the request alone.
 */
class EngineStressTest {
  private static final long SEED = 0x5EED_2026L;
  private static final int REQUESTS = 2_000;
  private static final FailureKind[] KINDS = FailureKind.values();

  private final List<Model> models =
      List.of(
          Models.named("tiny", Tier.TINY).price(0.1, 0.1).build(),
          Models.named("small", Tier.SMALL).price(1, 2).build(),
          Models.named("other", Tier.SMALL).price(2, 4).build(),
          Models.named("large", Tier.LARGE).price(10, 30).build());
  private final EngineUnderTest under = new EngineUnderTest(models.toArray(Model[]::new));

  private final AtomicLong hours = new AtomicLong();

  /** Of its clock every look is an hour later: no pause or breaker outlasts the next request. */
  private final FleetGuard guard =
      new FleetGuard(
          new GuardSettings(40, BreakerSettings.DEFAULT, Map.of()),
          () -> hours.incrementAndGet() * 3_600_000_000_000L);

  /** What is to happen at the far end, one thing after the other. */
  private final BlockingQueue<Runnable> farEnd = new LinkedBlockingQueue<>();

  @Test
  void accountsForEveryRequestOnceUnderFaultsInterruptsAndReloads()
      throws InterruptedException, ExecutionException, TimeoutException {
    under.guard = guard;
    models.forEach(model -> under.provider.on(model.name(), this::play));
    RoutingEngine engine = under.engine();
    Thread working = Thread.ofVirtual().start(this::workAtTheFarEnd);

    List<FutureTask<Ending>> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      int number = i;
      FutureTask<Ending> request = new FutureTask<>(() -> ask(engine, number));
      requests.add(request);
      Thread.ofVirtual().start(request);
      if (i % 10 == 0) {
        under.registry.replace(under.roster(someModels(i)));
      }
    }

    for (FutureTask<Ending> request : requests) {
      check(request.get(60, TimeUnit.SECONDS));
    }
    working.interrupt();
    checkAccounts();
  }

  private void check(Ending ending) {
    String which = "seed " + SEED + ", request " + ending.request().id();
    switch (ending.outcome()) {
      case Outcome.Answered answered -> {
        Answer answer = answered.answer();
        String said = String.join("", Part.of(ending.request(), answer.model()).deltas());
        assertThat(answer.text()).as(which).isEqualTo(said);
        assertThat(answer.id()).isEqualTo(ending.request().id());
        assertThat(ending.seen()).as(which).isIn(said, "");
      }
      case Outcome.Failed failed ->
          assertThat(failed.partial().map(Answer::text).orElse(""))
              .as(which)
              .isEqualTo(ending.seen());
      case Outcome.Cancelled cancelled ->
          assertThat(cancelled.decision().orElseThrow().attempts()).as(which).isNotEmpty();
      case Outcome.Rejected rejected -> assertThat(rejected).as(which).isNull();
    }
  }

  private void checkAccounts() {
    List<RequestRecord> records = under.records;
    assertThat(records).as("seed %d", SEED).hasSize(REQUESTS);
    assertThat(records.stream().map(RequestRecord::id).distinct()).hasSize(REQUESTS);
    assertThat(records).noneMatch(record -> record.error().equals(Optional.of("INTERNAL")));
    assertThat(records.stream().filter(RequestRecord::succeeded)).isNotEmpty();
    assertThat(records).anyMatch(record -> record.error().equals(Optional.of("CANCELLED")));
    assertThat(records).anyMatch(record -> record.finishReason() == FinishReason.ERROR);
    assertThat(under.budget.open()).isZero();
    assertThat(models).allMatch(model -> guard.inFlight(model.name()) == 0);
    Money recorded = records.stream().map(RequestRecord::cost).reduce(Money.ZERO, Money::plus);
    assertThat(under.budget.settled().stream().reduce(Money.ZERO, Money::plus))
        .as("seed %d", SEED)
        .isEqualTo(recorded);
  }

  private static Ending ask(RoutingEngine engine, int number) {
    GenerateRequest request = Requests.withId(Requests.of("task " + number), "r" + number);
    if (number % 2 == 0) {
      return new Ending(request, engine.generate(request, new Sinks.Collecting(), false), "");
    }
    Sinks.Stream caller = new Sinks.Stream(number % 7 == 0 ? 1 : Integer.MAX_VALUE);
    Outcome outcome = engine.generate(request, caller, true);
    return new Ending(request, outcome, caller.text());
  }

  private List<Listed> someModels(int number) {
    Random random = new Random(SEED ^ number);
    List<Listed> some =
        models.stream()
            .filter(model -> random.nextInt(4) > 0)
            .map(EngineUnderTest::ready)
            .collect(Collectors.toCollection(ArrayList::new));
    return some.isEmpty() ? List.of(EngineUnderTest.ready(models.getFirst())) : some;
  }

  private Completion play(Call call, ChunkSink sink)
      throws ProviderException, CallerGoneException, InterruptedException {
    Part part = Part.of(call.prompt().instruction(), call.model().name());
    for (String delta : part.deltas()) {
      awaitTurn();
      sink.accept(new Chunk.Delta(delta));
    }
    return switch (part.end()) {
      case ANSWERS -> ScriptedModel.says().play(call, sink);
      case FAILS -> ScriptedModel.fails(part.kind()).play(call, sink);
      case HANGS -> {
        farEnd.add(Thread.currentThread()::interrupt);
        yield ScriptedModel.hangs(new CountDownLatch(1)).play(call, sink);
      }
    };
  }

  /** Lets other requests go first, as waiting for a real model does. */
  private void awaitTurn() throws InterruptedException {
    CountDownLatch turn = new CountDownLatch(1);
    farEnd.add(turn::countDown);
    turn.await();
  }

  private void workAtTheFarEnd() {
    try {
      while (true) {
        farEnd.take().run();
      }
    } catch (InterruptedException done) {
      Thread.currentThread().interrupt();
    }
  }

  private record Ending(GenerateRequest request, Outcome outcome, String seen) {}

  private enum End {
    ANSWERS,
    FAILS,
    HANGS
  }

  /** What a model does to a request. */
  private record Part(List<String> deltas, End end, FailureKind kind) {

    static Part of(GenerateRequest request, Optional<String> model) {
      return of(request.prompt().instruction(), model.orElseThrow());
    }

    static Part of(String task, String model) {
      Random random = new Random(SEED ^ (task + "/" + model).hashCode());
      End end = end(random.nextInt(10));
      int count = end == End.ANSWERS || random.nextBoolean() ? random.nextInt(5) : 0;
      List<String> deltas = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        deltas.add(model + " " + i + " on " + task + "; ");
      }
      return new Part(deltas, end, KINDS[random.nextInt(KINDS.length)]);
    }

    private static End end(int dice) {
      if (dice < 5) {
        return End.ANSWERS;
      }
      return dice < 9 ? End.FAILS : End.HANGS;
    }
  }
}
