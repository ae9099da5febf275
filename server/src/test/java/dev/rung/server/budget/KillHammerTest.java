package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that spends under load is killed at random points, over and over, and the ledger that
 * it leaves is compared with the bill of its provider. Every fifth time the machine goes down with
 * it: the table of slots is gone, and the kernel another one.
 *
 * <p>{@code -Drung.hammer.kills=100} for a long run, {@code -Drung.hammer.seed} to run one again.
 */
class KillHammerTest {
  static final List<String> TENANTS = List.of("acme", "bob", "eve");
  static final List<String> MODELS = List.of("small", "large");
  private static final Map<String, Long> LIMITS =
      Map.of(
          "global/total", 100_000_000_000L,
          "global/hourly", 4_000_000L,
          "tenant:acme/hourly", 700_000L,
          "tenant:bob/total", 1_000_000_000L,
          "model:large/hourly", 1_500_000L);
  static final BudgetSettings SETTINGS = limits(LIMITS);

  private static final int KILLS = Integer.getInteger("rung.hammer.kills", 6);
  private static final long SEED = Long.getLong("rung.hammer.seed", System.nanoTime());
  private static final int OUTAGE = 5;

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerRig.MORNING);
  private final Set<String> nameless = new HashSet<>();
  private long recovered;
  private int killedAtWork;

  @Test
  void forgetsNothingCountsNothingTwiceAndPassesNoLimit() throws Exception {
    try (BillingProvider provider = new BillingProvider()) {
      for (int kill = 1; kill <= KILLS; kill++) {
        provider.hour(now.get().toString().substring(0, 13));
        runAndKill(provider);
        boolean outage = kill % OUTAGE == 0;
        check(provider, outage, "kill " + kill + ", seed " + SEED);
        if (random.nextInt(3) == 0) {
          now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        }
      }
      System.out.printf(
          "kill hammer: %d kills, %d of them at work, %d requests, %d reservations recovered,"
              + " seed %d%n",
          KILLS, killedAtWork, provider.byRequest().size(), recovered, SEED);
    }
    assertThat(killedAtWork).as("seed %s", SEED).isPositive();
  }

  private void runAndKill(BillingProvider provider) throws IOException, InterruptedException {
    int before = provider.byRequest().size();
    Process process = start(provider.port());
    try {
      long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
      while (process.isAlive() && provider.byRequest().size() == before) {
        assertThat(System.nanoTime()).as("a start in time, seed %s", SEED).isLessThan(end);
        LockSupport.parkNanos(200_000);
      }
      LockSupport.parkNanos(random.nextLong(120_000_000));
    } finally {
      killedAtWork += process.isAlive() ? 1 : 0;
      process.destroyForcibly();
    }
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private Process start(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KilledLedger.class.getName(),
            folder.toString(),
            String.valueOf(port),
            String.valueOf(random.nextLong()),
            now.get().toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(new File(folder.toFile(), "error.txt"))
        .start();
  }

  private void check(BillingProvider provider, boolean outage, String when) throws Exception {
    provider.awaitGone();
    if (outage) {
      Files.delete(folder.resolve("ledger.slots"));
    }
    LedgerRig rig =
        LedgerRig.in(
            folder,
            SETTINGS,
            now,
            parts ->
                outage
                    ? parts.withSlots(SlotFile.SLOTS).withBoot("another boot " + when)
                    : parts.withSlots(SlotFile.SLOTS));
    checkBudgets(rig, provider, when);
    Map<String, Long> lines = checkRequests(rig, provider, when);
    if (outage) {
      // What was open then is in what counts as spent, under no name.
      provider.byRequest().keySet().stream()
          .filter(request -> !lines.containsKey(request))
          .forEach(nameless::add);
    }
    assertThat(provider.byRequest().keySet())
        .as(when)
        .allMatch(request -> lines.containsKey(request) || nameless.contains(request));
    assertThat(rig.read(StoreCheck::faults)).as(when).isEmpty();
    if (random.nextBoolean()) {
      rig.close();
    } else {
      rig.kill();
    }
  }

  private void checkBudgets(LedgerRig rig, BillingProvider provider, String when) {
    String hour = now.get().toString().substring(0, 13);
    Map<String, Long> sums = rig.read(Lines::sums);
    for (BudgetLine line : rig.ledger.lines()) {
      String name = line.renews().isPresent() ? line.scope() + "@" + hour : line.scope();
      assertThat(line.reserved().nanos()).as("%s, %s", name, when).isZero();
      assertThat(line.committed().nanos())
          .as("committed of %s, %s", name, when)
          .isBetween(provider.billed(name), line.limit().nanos())
          .isEqualTo(sums.getOrDefault(name, 0L));
    }
  }

  /** Each call is in one line at most, for no less than it was billed. */
  private Map<String, Long> checkRequests(LedgerRig rig, BillingProvider provider, String when) {
    Map<String, Long> lines = new HashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    recovered = 0;
    rig.read(db ->
        Lines.all(
            db,
            line -> {
              lines.merge(line.request(), line.cost(), Long::sum);
              counts.merge(line.request(), 1, Integer::sum);
              boolean open = line.result() == LedgerLine.Result.RECOVERED.code();
              recovered += open ? 1 : 0;
              long billed = provider.byRequest().getOrDefault(line.request(), 0L);
              if (open) {
                assertThat(line.cost()).as("%s, %s", line, when).isGreaterThanOrEqualTo(billed);
              } else {
                assertThat(line.cost()).as("%s, %s", line, when).isEqualTo(billed);
              }
            }));
    assertThat(counts.values()).as(when).allMatch(count -> count == 1);
    return lines;
  }
}
