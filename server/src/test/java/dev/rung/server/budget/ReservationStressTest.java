package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Two threads end one reservation at the same time, over and over. */
class ReservationStressTest {
  private static final int ROUNDS = 5_000;

  private final InMemoryLedger ledger =
      new InMemoryLedger(
          new BudgetSettings(Optional.empty(), Optional.of(new Money(Long.MAX_VALUE)), 1),
          () -> Instant.EPOCH);

  @Test
  void endsOnceWhoeverComesFirst() throws Exception {
    long before = 0;
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        Reservation reservation = reserve();
        Future<?> settle = pool.submit(() -> at(start, () -> reservation.settle(new Money(7))));
        Future<?> close = pool.submit(() -> at(start, reservation::close));
        settle.get();
        close.get();

        BudgetLine line = ledger.lines().getFirst();
        assertThat(line.reserved()).as("round %s", round).isEqualTo(Money.ZERO);
        assertThat(line.committed().nanos() - before).as("round %s", round).isIn(0L, 7L);
        before = line.committed().nanos();
      }
    }
  }

  private Reservation reserve() {
    Spend spend = new Spend(Caller.ANONYMOUS, "a-model", "a-provider", new Money(10));
    if (ledger.reserve(spend) instanceof Grant.Reserved(Reservation reservation)) {
      return reservation;
    }
    throw new AssertionError("there is room");
  }

  private static int at(CyclicBarrier start, Runnable end) throws Exception {
    int place = start.await();
    end.run();
    return place;
  }
}
