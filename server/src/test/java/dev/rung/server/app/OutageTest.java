package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.rpc.Errors;
import dev.rung.server.scripted.Dialect;
import dev.rung.server.scripted.Fault;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.Attempt;
import dev.rung.v1.GenerateResponse;
import dev.rung.v1.ModelStats;
import dev.rung.v1.StatsRequest;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every model fails until it is left alone for an hour, in ways that are drawn; then one of them is
 * back. Nobody but a last resort can answer from there on.
 *
 * <p>{@code -Drung.chaos.outages=200} has more of them, {@code -Drung.chaos.seed=...} draws the
 * same once more.
 */
class OutageTest {
  private static final int OUTAGES = Integer.getInteger("rung.chaos.outages", 12);
  private static final long SEED = Long.getLong("rung.chaos.seed", System.nanoTime());
  private static final int CALLERS = 4;
  private static final int MOST_FAILURES = 40;

  private static final String SETTINGS =
      "[guard]\nopen = \"1h\"\nlongest_open = \"1h\"\nretries = 0\n";

  private final Random random = new Random(SEED);
  private final List<Vendor> vendors =
      List.of(
          new Vendor("small", Dialect.OPENAI, ScriptedProvider.start()),
          new Vendor("medium", Dialect.ANTHROPIC, ScriptedProvider.start()),
          new Vendor("large", Dialect.GEMINI, ScriptedProvider.start()));
  private final RunningDaemon daemon =
      RunningDaemon.with(
          SETTINGS
              + model("tier2", "small", "openai", vendors.get(0).server())
              + model("tier3", "medium", "anthropic", vendors.get(1).server())
              + model("tier4", "large", "gemini", vendors.get(2).server()));

  /** One with one model of its own name. */
  private record Vendor(String name, Dialect dialect, ScriptedProvider server) {
    void isBack() {
      server.otherwise(dialect.answer(name + " is back"));
    }

    /** Fails in one of these ways each time. */
    void isOut(List<Fault> faults, Random random) {
      server.otherwise(exchange -> {
        Fault fault;
        synchronized (random) {
          fault = faults.get(random.nextInt(faults.size()));
        }
        fault.of(dialect, "never seen").answer(exchange);
      });
    }
  }

  @AfterEach
  void close() {
    daemon.close();
    vendors.forEach(vendor -> vendor.server().close());
  }

  /** What passes, says no time to wait and does not take long. */
  private static List<Fault> quickFaults() {
    Set<Fault> quick = EnumSet.range(Fault.INTERNAL_ERROR, Fault.RESET);
    quick.remove(Fault.SLOW_DOWN);
    return List.copyOf(quick);
  }

  @Test
  void whoeverIsBackAnswersAlthoughEverybodyIsLeftAlone() throws Exception {
    System.out.println("chaos: " + OUTAGES + " outages, seed " + SEED);
    for (int outage = 0; outage < OUTAGES; outage++) {
      vendors.forEach(vendor -> vendor.isOut(quickFaults(), random));
      failUntilEverybodyIsLeftAlone();

      Vendor back = vendors.get(random.nextInt(vendors.size()));
      back.isBack();

      String which = "outage %d, %s is back, seed %d".formatted(outage, back.name(), SEED);
      checkAnswers(back, which, answers());
    }
  }

  private void failUntilEverybodyIsLeftAlone() {
    for (int i = 0; !breakers().equals(List.of("open", "open", "open")); i++) {
      assertThat(i).as("failures until all are open, seed %d", SEED).isLessThan(MOST_FAILURES);
      assertThat(Errors.code(Errors.of(() -> daemon.router().generate(request()))))
          .as("seed %d", SEED)
          .isEqualTo(Code.UNAVAILABLE);
    }
  }

  private List<String> breakers() {
    return daemon.router().stats(StatsRequest.getDefaultInstance()).getByModelList().stream()
        .map(ModelStats::getBreakerState)
        .toList();
  }

  /** Of several callers at once. */
  private List<GenerateResponse> answers() throws InterruptedException, ExecutionException {
    List<Future<GenerateResponse>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.add(threads.submit(() -> daemon.router().generate(request())));
      }
    }
    List<GenerateResponse> answers = new ArrayList<>();
    for (Future<GenerateResponse> caller : callers) {
      answers.add(caller.get());
    }
    return answers;
  }

  private void checkAnswers(Vendor back, String which, List<GenerateResponse> answers) {
    assertThat(answers)
        .as(which)
        .allSatisfy(answer -> {
          assertThat(answer.getText()).isEqualTo(back.name() + " is back");
          assertThat(answer.getDecision().getAttemptsList())
              .extracting(Attempt::getModel)
              .doesNotHaveDuplicates();
        })
        .anySatisfy(answer ->
            assertThat(answer.getDecision().getDegradedList())
                .contains(
                    "nobody else could answer: "
                        + back.name()
                        + " was asked although it fails often"));
    assertThat(breakers()).as(which).containsOnlyOnce("closed");
  }
}
