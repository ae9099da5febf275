package dev.rung.server.app;

import static dev.rung.server.app.RunningDaemon.model;
import static dev.rung.server.app.RunningDaemon.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import dev.rung.server.scripted.OpenAiWire;
import dev.rung.server.scripted.Replies;
import dev.rung.server.scripted.ScriptedProvider;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.GetBudgetsRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole daemon in a process of its own, killed under load at random points, over and over: what
 * its provider billed is in the books of the next one, nothing is held any more, and no limit was
 * passed.
 *
 * <p>{@code -Drung.hammer.daemon.kills=30} for a long run, {@code -Drung.hammer.seed} to run one
 * again.
 */
class KilledDaemonTest {
  private static final int KILLS = Integer.getInteger("rung.hammer.daemon.kills", 2);
  private static final long SEED = Long.getLong("rung.hammer.seed", System.nanoTime());
  private static final int CALLERS = 4;

  /** After so many the limit must have been reached. */
  private static final int MANY = 10;

  /** A kill leaves what its calls had set aside, so that a long run uses up its limit. */
  private static final long LIMIT = (KILLS < MANY ? 3_000_000L : 2_000_000L) * KILLS;

  /** Nine tokens in at one dollar a million, two out at two dollars. */
  private static final long NANOS_PER_CALL = OpenAiWire.PROMPT_TOKENS * 1_000L + 2 * 2_000L;

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final ScriptedProvider provider =
      ScriptedProvider.start()
          .otherwise(Replies.openAi("well", " done").after(Duration.ofMillis(3)));

  private long booked;
  private int killedAtWork;
  private final AtomicInteger refused = new AtomicInteger();

  @AfterEach
  void close() {
    provider.close();
  }

  private String configuration() {
    return "[budget]\ntotal_limit_usd = "
        + new Money(LIMIT).usd()
        + "\n\n[discovery]\nenabled = false\n\n"
        + model("tier2", "small", provider);
  }

  @Test
  void forgetsNothingThatItsProviderBilled() throws Exception {
    Path file = folder.resolve("rung.toml");
    Files.writeString(file, configuration());
    for (int kill = 1; kill <= KILLS; kill++) {
      runAndKill(file);
      check("kill " + kill + ", seed " + SEED);
    }
    System.out.printf(
        "daemon hammer: %d kills, %d of them at work, %d calls, billed %d, booked %d of %d"
            + " nano-dollars, %d callers refused, seed %d%n",
        KILLS,
        killedAtWork,
        provider.requests().size(),
        billed(),
        booked,
        LIMIT,
        refused.get(),
        SEED);
    assertThat(killedAtWork).as("seed %s", SEED).isPositive();
    assertThat(KILLS < MANY || refused.get() > 0)
        .as("the limit is reached, seed %s", SEED)
        .isTrue();
  }

  private long billed() {
    return provider.requests().size() * NANOS_PER_CALL;
  }

  /** Starts the next daemon with what the killed one left. */
  private void check(String when) {
    try (RunningDaemon daemon =
        RunningDaemon.with(
            configuration(), Map.of("RUNG_STORE_FOLDER", folder.resolve("state").toString()))) {
      answerOrRefuse(daemon);
      BudgetStats budget =
          daemon.admin().getBudgets(GetBudgetsRequest.getDefaultInstance()).getBudgets(0);

      assertThat(budget.getCommittedNanos()).as(when).isBetween(Math.max(billed(), booked), LIMIT);
      assertThat(budget.getReservedNanos()).as(when).isZero();
      booked = budget.getCommittedNanos();
    }
  }

  /** Either comes once the ledger has begun. */
  private static void answerOrRefuse(RunningDaemon daemon) {
    try {
      daemon.router().generate(request());
    } catch (StatusRuntimeException overBudget) {
      assertThat(overBudget.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }
  }

  private void runAndKill(Path file) throws Exception {
    int before = provider.requests().size();
    List<Thread> callers = new ArrayList<>();
    try (DaemonProcess daemon = DaemonProcess.start(file, folder.resolve("state"))) {
      for (int i = 0; i < CALLERS; i++) {
        callers.add(Thread.ofPlatform().start(() -> call(daemon)));
      }
      long end = System.nanoTime() + RunningDaemon.PATIENCE.toNanos();
      int enough = before + 20 + random.nextInt(60);
      while (provider.requests().size() < enough && callers.stream().anyMatch(Thread::isAlive)) {
        assertThat(System.nanoTime()).as("calls in time, seed %s", SEED).isLessThan(end);
        LockSupport.parkNanos(random.nextInt(1, 1_000_000));
      }
      killedAtWork += callers.stream().anyMatch(Thread::isAlive) ? 1 : 0;
      daemon.kill();
      for (Thread caller : callers) {
        assertThat(caller.join(RunningDaemon.PATIENCE)).isTrue();
      }
    }
    provider.awaitNoConnections(RunningDaemon.PATIENCE);
  }

  /** Until the daemon is killed, or the budget has no more. */
  private void call(DaemonProcess daemon) {
    try {
      while (true) {
        daemon.router("").generate(request());
      }
    } catch (StatusRuntimeException ended) {
      refused.addAndGet(ended.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED ? 1 : 0);
    }
  }
}
