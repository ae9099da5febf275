package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.PATIENCE;
import static dev.rung.server.app.RunningDaemon.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Dialect;
import dev.rung.server.scripted.Fault;
import dev.rung.server.time.Eventually;
import dev.rung.v1.Attempt;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many callers at once, of models of four dialects that fail three calls in ten in every way there
 * is, while some callers leave or run out of time.
 *
 * <p>{@code -Drung.chaos.requests=60000} runs it for about a minute, {@code -Drung.chaos.seed=...}
 * draws the same faults and callers once more.
 */
class ChaosTest {
  private static final int REQUESTS = Integer.getInteger("rung.chaos.requests", 1_500);
  private static final long SEED = Long.getLong("rung.chaos.seed", System.nanoTime());
  private static final int CALLERS = 24;
  private static final int IN_FLIGHT = 32;
  private static final double FAILING = 0.3;

  private static final String SETTINGS =
      """
      [guard]
      in_flight = %1$d
      least_calls = 20
      open = "100ms"
      longest_open = "200ms"
      backoff = "10ms"

      [guard.concurrency]
      least = %1$d
      most = %1$d

      [budget]
      total_limit_usd = 1000000.0

      """
          .formatted(IN_FLIGHT);

  private final List<ChaosProvider> providers =
      List.of(
          new ChaosProvider("one", Dialect.OPENAI, FAILING, SEED),
          new ChaosProvider("two", Dialect.ANTHROPIC, FAILING, SEED),
          new ChaosProvider("three", Dialect.GEMINI, FAILING, SEED),
          new ChaosProvider("four", Dialect.OLLAMA, FAILING, SEED),
          new ChaosProvider("five", Dialect.OPENAI, FAILING, SEED));
  private final RunningDaemon daemon =
      RunningDaemon.with(
          SETTINGS
              + impatient("tier2", "openai", providers.get(0))
              + impatient("tier2", "anthropic", providers.get(1))
              + impatient("tier3", "gemini", providers.get(2))
              + impatient("tier3", "ollama", providers.get(3))
              + impatient("tier4", "openai", providers.get(4)));
  private final AtomicInteger next = new AtomicInteger();

  @AfterEach
  void close() {
    daemon.close();
    providers.forEach(ChaosProvider::close);
  }

  private static String impatient(String tier, String kind, ChaosProvider provider) {
    return model(tier, provider.name(), kind, provider.server())
        .replace("api_key_env", "first_byte_timeout = \"4s\"\nidle_timeout = \"4s\"\napi_key_env");
  }

  @Test
  void answersThroughEveryFaultOnceAndLosesNothing() throws Exception {
    System.out.println("chaos: " + REQUESTS + " requests, seed " + SEED);

    List<ChaosCall> calls = callFromAllSides();

    List<ChaosCall> patient = calls.stream().filter(ChaosCall::isPatient).toList();
    long answered = patient.stream().filter(ChaosCall::isAnswered).count();
    long cut =
        patient.stream().filter(call -> !call.isAnswered() && !call.text().isEmpty()).count();
    System.out.printf(
        "chaos: %d of %d answered, %d more cut after their first output%n",
        answered, patient.size() - cut, cut);
    assertThat((double) answered / (patient.size() - cut))
        .as("answered of those that had no output before a fault, seed %d", SEED)
        .isGreaterThanOrEqualTo(0.995);
    assertThat(shown()).as("faults, seed %d", SEED).isEqualTo(Fault.passing());
    calls.forEach(this::check);
    checkAccounts(calls);
    checkPermits();
  }

  private List<ChaosCall> callFromAllSides() throws InterruptedException, ExecutionException {
    List<Future<List<ChaosCall>>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        Random random = new Random(SEED + i);
        callers.add(threads.submit(() -> callOneByOne(random)));
      }
    }
    List<ChaosCall> calls = new ArrayList<>();
    for (Future<List<ChaosCall>> caller : callers) {
      calls.addAll(caller.get());
    }
    return calls;
  }

  private List<ChaosCall> callOneByOne(Random random) throws InterruptedException {
    List<ChaosCall> calls = new ArrayList<>();
    for (int number = next.getAndIncrement(); number < REQUESTS; number = next.getAndIncrement()) {
      ChaosCall call = ChaosCall.drawn(number, random);
      call.run(daemon.asyncRouter());
      calls.add(call);
    }
    return calls;
  }

  private Set<Fault> shown() {
    Set<Fault> shown = EnumSet.noneOf(Fault.class);
    providers.forEach(provider -> shown.addAll(provider.faults().keySet()));
    return shown;
  }

  private void check(ChaosCall call) {
    String which =
        "case %d, %s, %s, seed %d".formatted(call.number(), call.kind(), call.code(), SEED);
    assertThat(call.ends()).as(which).isOne();
    assertThat(call.hadAWordAfterTheEnd()).as(which).isFalse();
    if (call.isAnswered()) {
      checkAnswer(call, which);
      return;
    }
    assertThat(providers)
        .as("%s: %s is the beginning of an answer", which, call.text())
        .anySatisfy(
            provider -> assertThat(answer(provider, call.number())).startsWith(call.text()));
    if (call.isPatient()) {
      assertThat(call.code()).as(which).contains(Code.UNAVAILABLE);
    }
  }

  private void checkAnswer(ChaosCall call, String which) {
    GenerateResponse response = call.response().orElseThrow();
    List<Attempt> attempts = response.getDecision().getAttemptsList();
    ChaosProvider server =
        providers.stream()
            .filter(p -> p.name().equals(response.getModel()))
            .findAny()
            .orElseThrow();
    assertThat(call.text()).as(which).isEqualTo(answer(server, call.number()));
    assertThat(attempts)
        .as(which)
        .filteredOn(attempt -> attempt.getOutcome().equals("answered"))
        .extracting(Attempt::getModel)
        .containsExactly(response.getModel());
    for (ChaosProvider provider : providers) {
      assertThat(attempts)
          .as("%s: attempts at %s", which, provider.name())
          .filteredOn(attempt -> attempt.getModel().equals(provider.name()))
          .filteredOn(attempt -> !attempt.getOutcome().equals("refused"))
          .hasSize(provider.received(call.number()));
    }
  }

  private static String answer(ChaosProvider provider, int number) {
    return String.join("", ChaosProvider.pieces(provider.name(), number));
  }

  /** Each request is counted once, and nothing that was set aside for one is left over. */
  private void checkAccounts(List<ChaosCall> calls) {
    // The daemon may still be ending the calls of those who left.
    Eventually.until(
        "no money is set aside, seed " + SEED,
        () -> stats().getBudgetsList().stream().allMatch(all -> all.getReservedNanos() == 0));
    StatsResponse stats = stats();
    long answered = calls.stream().filter(ChaosCall::isAnswered).count();
    assertThat(stats.getTotalRequests()).as("seed %d", SEED).isBetween(answered, (long) REQUESTS);
    assertThat(stats.getBudgetsList())
        .as("seed %d", SEED)
        .isNotEmpty()
        .extracting(BudgetStats::getReservedNanos)
        .containsOnly(0L);
  }

  private StatsResponse stats() {
    return daemon.router().stats(StatsRequest.getDefaultInstance());
  }

  /**
   * As many calls as ever fit into each model at once, and every connection is closed at the end.
   */
  private void checkPermits() throws Exception {
    for (ChaosProvider provider : providers) {
      Eventually.until(
          IN_FLIGHT + " calls fit into " + provider.name() + ", seed " + SEED,
          () -> areThereAtOnce(provider));
    }
    daemon.daemon().close();
    for (ChaosProvider provider : providers) {
      provider.server().awaitNoConnections(PATIENCE);
    }
  }

  /** False where the machine was too slow: the model answers none before all are there. */
  private boolean areThereAtOnce(ChaosProvider provider) {
    provider.calm();
    callUntilAnswered(provider);
    provider.hold(IN_FLIGHT);
    List<Future<Boolean>> held = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < IN_FLIGHT; i++) {
        held.add(threads.submit(() -> answers(provider, "there")));
      }
    }
    return held.stream().allMatch(Future::resultNow);
  }

  /** A model that is left alone is tried again soon. */
  private void callUntilAnswered(ChaosProvider provider) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!answers(provider, "calm")) {
      assertThat(System.nanoTime()).as(provider.name()).isLessThan(end);
    }
  }

  private boolean answers(ChaosProvider provider, String text) {
    try {
      return daemon.router().generate(named(provider)).getText().equals(text);
    } catch (StatusRuntimeException error) {
      assertThat(Errors.code(error)).isIn(Code.UNAVAILABLE, Code.RESOURCE_EXHAUSTED);
      return false;
    }
  }

  private static GenerateRequest named(ChaosProvider provider) {
    return RunningDaemon.request().toBuilder().setModel(provider.name()).build();
  }
}
