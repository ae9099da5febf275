package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.RequestId;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.store.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of reservations are open at once, of many threads that spend at random under small
 * limits of every kind, with cancels, failures, extensions and a clock that turns hours, days and
 * months under them; somebody else's figures fail now and then, too.
 *
 * <p>Two witnesses: one looks at the ledger all the time, the other is the provider, who keeps a
 * bill of his own. {@code -Drung.hammer.operations=1000000} for a long run, {@code
 * -Drung.hammer.seed} to run one again.
 */
class LedgerHammerTest {
  private static final int THREADS = 8;

  /** Reservations that one thread holds open at most. */
  private static final int OPEN = 512;

  private static final int OPERATIONS = Integer.getInteger("rung.hammer.operations", 40_000);
  private static final long SEED = Long.getLong("rung.hammer.seed", System.nanoTime());

  /** Seconds by which a clock that was wrong is set back, so that hours and days come again. */
  private static final long WRONG_CLOCK = -50_000;

  private static final List<String> TENANTS = List.of("acme", "bob", "eve");
  private static final List<String> MODELS = List.of("small", "large", "huge");
  private static final List<String> PROVIDERS = List.of("near", "far");
  private static final Map<String, Long> LIMITS =
      Map.of(
          "global/hourly", 60_000L,
          "global/daily", 1_000_000L,
          "global/total", 1_000_000_000L,
          "tenant:acme/hourly", 20_000L,
          "tenant:bob/monthly", 900_000L,
          "model:huge/daily", 160_000L,
          "model:large/hourly", 15_000L,
          "provider:far/daily", 480_000L);

  /** Most calls are small, so that thousands of them fit into the limits at a time. */
  private static final int SMALL = 20;

  private static final int LARGE = 400;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(LedgerRig.MORNING);
  private final Map<String, LongAdder> bill = new ConcurrentHashMap<>();
  private final LongAdder called = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicInteger booked = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();

  /** A reservation that has not ended, and what it is for. */
  private record Open(Reservation reservation, Spend spend) {}

  @Test
  void passesNoLimitAndForgetsNothing() throws Exception {
    BudgetSettings settings = limits(LIMITS);
    try (LedgerRig rig =
        LedgerRig.in(
            folder,
            settings,
            now,
            parts -> parts.withSlots(SlotFile.SLOTS).withBookkeepers(List.of(this::booked)))) {
      long looks = hammer(rig);
      rig.awaitLines();

      assertThat(looks).as("looks, seed %s", SEED).isPositive();
      assertThat(refused.sum()).as("refusals, seed %s", SEED).isPositive();
      assertThat(mostOpen.get()).as("open at once, seed %s", SEED).isGreaterThan(1_000);
      assertThat(rig.ledger.lines())
          .as("seed %s", SEED)
          .extracting(BudgetLine::reserved)
          .containsOnly(Money.ZERO);
      assertThat(rig.line("global/total").committed())
          .as("seed %s", SEED)
          .isEqualTo(new Money(billed("global")));
      checkLines(rig);
      System.out.printf(
          "hammer: %d operations, %d open at once, %d calls, %d refusals, %d looks, %d"
              + " nano-dollars, seed %d%n",
          OPERATIONS, mostOpen.get(), called.sum(), refused.sum(), looks, billed("global"), SEED);
    }
  }

  private long hammer(LedgerRig rig) throws Exception {
    long looks = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      SplittableRandom random = new SplittableRandom(SEED);
      List<Future<?>> spenders =
          IntStream.range(0, THREADS)
              .mapToObj(_ -> random.split())
              .<Future<?>>map(mine -> pool.submit(() -> spend(rig.ledger, mine)))
              .toList();
      while (!spenders.stream().allMatch(Future::isDone)) {
        look(rig.ledger);
        looks++;
      }
      for (Future<?> spender : spenders) {
        spender.get();
      }
    }
    return looks;
  }

  private static void look(Ledger ledger) {
    for (BudgetLine line : ledger.lines()) {
      assertThat(line.reserved().nanos()).as("%s, seed %s", line, SEED).isNotNegative();
      assertThat(line.committed().plus(line.reserved()))
          .as("%s, seed %s", line, SEED)
          .isLessThanOrEqualTo(line.limit());
    }
  }

  private void spend(Ledger ledger, SplittableRandom random) {
    List<Open> mine = new ArrayList<>(OPEN);
    for (int i = 0; i < OPERATIONS / THREADS; i++) {
      turnClock(random);
      if (mine.size() < OPEN && random.nextInt(3) > 0) {
        reserve(ledger, mine, random);
      } else if (!mine.isEmpty()) {
        end(mine, random);
      }
    }
    while (!mine.isEmpty()) {
      end(mine, random);
    }
  }

  private void turnClock(SplittableRandom random) {
    if (random.nextInt(1_500) == 0) {
      long step = random.nextInt(60) == 0 ? WRONG_CLOCK : random.nextInt(3_300);
      now.updateAndGet(time -> time.plusSeconds(step - 300));
    }
  }

  private void reserve(Ledger ledger, List<Open> mine, SplittableRandom random) {
    Spend spend =
        new Spend(
            new RequestId("r-" + random.nextInt(1_000_000)),
            new Caller(TENANTS.get(random.nextInt(TENANTS.size()))),
            MODELS.get(random.nextInt(MODELS.size())),
            PROVIDERS.get(random.nextInt(PROVIDERS.size())),
            Tier.SMALL,
            new Money(random.nextInt(random.nextInt(10) == 0 ? LARGE : SMALL)));
    switch (ledger.reserve(spend)) {
      case Grant.Reserved(var reservation) -> {
        mine.add(new Open(reservation, spend));
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      }
      case Grant.Refused _ -> refused.increment();
      case Grant.Unwritable(var why) -> throw new AssertionError(why + ", seed " + SEED);
    }
  }

  /** Any of them, so that many outlive their hour or day. */
  private void end(List<Open> mine, SplittableRandom random) {
    Open ended = mine.remove(random.nextInt(mine.size()));
    use(ended.reservation, ended.spend, random);
    open.decrementAndGet();
  }

  private void use(Reservation reservation, Spend spend, SplittableRandom random) {
    long held = spend.estimate().nanos();
    long more = held == 0 ? 0 : random.nextInt(100);
    if (random.nextBoolean() && reservation.extend(new Money(more))) {
      held += more;
    }
    long actual = random.nextLong(held + 1);
    if (random.nextInt(5) > 0) {
      charge(spend, actual);
      LedgerLine.Result[] results = LedgerLine.Result.values();
      reservation.settle(
          new Charge(
              results[random.nextInt(results.length)],
              new Money(actual),
              new Usage(random.nextInt(100), 0, random.nextInt(100), 0, random.nextBoolean()),
              false,
              random.nextBoolean()));
    }
    reservation.close();
    reservation.settle(LedgerRig.charge(1_000_000));
  }

  /** What the provider notes. */
  private void charge(Spend spend, long nanos) {
    called.increment();
    for (String whose :
        List.of(
            "global",
            "tenant:" + spend.caller().tenant(),
            "model:" + spend.model(),
            "provider:" + spend.provider())) {
      bill.computeIfAbsent(whose, _ -> new LongAdder()).add(nanos);
    }
  }

  private long billed(String whose) {
    return bill.getOrDefault(whose, new LongAdder()).sum();
  }

  private void booked(Statements db, LedgerLine line) throws SQLException {
    if (booked.incrementAndGet() % 5_000 == 0) {
      throw new SQLException("somebody else's figure");
    }
  }

  /** The lines themselves, grouped without any help of the ledger. */
  private void checkLines(LedgerRig rig) {
    Map<String, Long> sums = new HashMap<>();
    long lines = rig.read(db -> Lines.all(db, line -> Lines.sum(sums, line)));

    assertThat(lines).as("lines, seed %s", SEED).isEqualTo(called.sum());
    bill.forEach((whose, billed) ->
        assertThat(sums.getOrDefault(whose + "/total", 0L))
            .as("%s, seed %s", whose, SEED)
            .isEqualTo(billed.sum()));
    LIMITS.forEach((budget, limit) ->
        sums.forEach((name, sum) -> {
          if (name.equals(budget) || name.startsWith(budget + "@")) {
            assertThat(sum).as("%s, seed %s", name, SEED).isLessThanOrEqualTo(limit);
          }
        }));
    assertThat(rig.read(StoreCheck::faults)).as("seed %s", SEED).isEmpty();
  }
}
