package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Many threads spend at random while the days turn; the limits hold at every look. */
class InMemoryLedgerStressTest {
  private static final int SPENDERS = 4;
  private static final int SPENDS = 20_000;
  private static final long DAILY = 1_000;
  private static final long TOTAL = 500_000;

  private final AtomicLong hours = new AtomicLong();
  private final InstantSource clock = () -> Instant.ofEpochSecond(hours.get() * 3_600);
  private final InMemoryLedger ledger =
      new InMemoryLedger(
          new BudgetSettings(Optional.of(new Money(DAILY)), Optional.of(new Money(TOTAL)), 1),
          clock);

  @RepeatedTest(3)
  void neverPassesALimitAndLosesNothing() throws Exception {
    long seed = System.nanoTime();
    long settled = 0;
    long looks = 0;

    try (ExecutorService pool = Executors.newFixedThreadPool(SPENDERS)) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Future<Long>> spenders =
          IntStream.range(0, SPENDERS)
              .mapToObj(_ -> random.split())
              .map(mine -> pool.submit(() -> spend(mine)))
              .toList();
      while (!spenders.stream().allMatch(Future::isDone)) {
        checkLimits(seed);
        looks++;
      }
      for (Future<Long> spender : spenders) {
        settled += spender.get();
      }
    }

    BudgetLine total = ledger.lines().getLast();
    assertThat(looks).as("looks while spending, seed %s", seed).isPositive();
    assertThat(total.reserved()).as("seed %s", seed).isEqualTo(Money.ZERO);
    assertThat(total.committed()).as("seed %s", seed).isEqualTo(new Money(settled));
    assertThat(settled).as("seed %s", seed).isPositive();
  }

  private void checkLimits(long seed) {
    for (BudgetLine line : ledger.lines()) {
      assertThat(line.committed().nanos()).as("%s, seed %s", line, seed).isNotNegative();
      assertThat(line.reserved().nanos()).as("%s, seed %s", line, seed).isNotNegative();
      assertThat(line.committed().plus(line.reserved()))
          .as("%s, seed %s", line, seed)
          .isLessThanOrEqualTo(line.limit());
    }
  }

  /** What was settled; never more than was reserved, so that the limits are exact. */
  private long spend(SplittableRandom random) {
    long settled = 0;
    for (int i = 0; i < SPENDS; i++) {
      if (random.nextInt(50) == 0) {
        hours.addAndGet(random.nextInt(30) - 2);
      }
      long wish = random.nextInt(400);
      Spend spend = new Spend(Caller.ANONYMOUS, "a-model", "a-provider", new Money(wish));
      if (ledger.reserve(spend) instanceof Grant.Reserved(Reservation reservation)) {
        settled += use(reservation, wish, random);
      }
    }
    return settled;
  }

  private static long use(Reservation reservation, long reserved, SplittableRandom random) {
    long held = reserved;
    long more = random.nextInt(100);
    if (random.nextBoolean() && reservation.extend(new Money(more))) {
      held += more;
    }
    long actual = random.nextLong(held + 1);
    boolean settles = random.nextInt(4) > 0;
    if (settles) {
      reservation.settle(new Money(actual));
    }
    reservation.close();
    if (random.nextBoolean()) {
      reservation.settle(new Money(actual));
    }
    return settles ? actual : 0;
  }
}
