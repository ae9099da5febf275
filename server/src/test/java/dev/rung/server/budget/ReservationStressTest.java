package dev.rung.server.budget;

import static dev.rung.server.budget.LedgerRig.limit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two threads end one reservation at the same time, over and over. */
class ReservationStressTest {
  private static final int ROUNDS = 5_000;

  private final LedgerRig rig =
      LedgerRig.inMemory(
          limit("global/total", Long.MAX_VALUE),
          new AtomicReference<>(LedgerRig.MORNING),
          parts -> parts.withSlots(SlotFile.SLOTS));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void endsOnceWhoeverComesFirst() throws Exception {
    long before = 0;
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < ROUNDS; round++) {
        Reservation reservation = rig.reserve(10);
        Future<?> settle =
            pool.submit(() -> at(start, () -> reservation.settle(LedgerRig.charge(7))));
        Future<?> close = pool.submit(() -> at(start, reservation::close));
        settle.get();
        close.get();

        BudgetLine line = rig.onlyLine();
        assertThat(line.reserved()).as("round %s", round).isEqualTo(Money.ZERO);
        assertThat(line.committed().nanos() - before).as("round %s", round).isIn(0L, 7L);
        before = line.committed().nanos();
      }
    }
  }

  private static int at(CyclicBarrier start, Runnable end) throws Exception {
    int place = start.await();
    end.run();
    return place;
  }
}
