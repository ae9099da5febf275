package dev.rung.server.engine;

import dev.rung.server.budget.Budget;
import dev.rung.server.budget.BudgetLine;
import dev.rung.server.budget.BudgetState;
import dev.rung.server.budget.Grant;
import dev.rung.server.budget.Reservation;
import dev.rung.server.budget.Spend;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal.Quota;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A budget that notes what is reserved and settled, and has no room for the models that it is told
 * to refuse. Threads: any.
 */
final class FakeBudget implements Budget {
  static final Quota QUOTA =
      new Quota("global/daily", new Money(5), Optional.of(Instant.parse("2026-03-02T00:00:00Z")));

  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<Spend> reservations = new CopyOnWriteArrayList<>();
  private final List<Money> settled = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile BudgetState state = BudgetState.UNLIMITED;

  void refuse(String model) {
    refused.add(model);
  }

  void state(BudgetState value) {
    state = value;
  }

  List<Spend> reservations() {
    return reservations;
  }

  /** What reservations were settled for, each of them once; closed ones are not here. */
  List<Money> settled() {
    return settled;
  }

  /** Reservations without an end. */
  int open() {
    return open.get();
  }

  @Override
  public Grant reserve(Spend spend) {
    if (refused.contains(spend.model())) {
      return new Grant.Refused(QUOTA);
    }
    reservations.add(spend);
    open.incrementAndGet();
    return new Grant.Reserved(new Noted());
  }

  @Override
  public BudgetState state() {
    return state;
  }

  @Override
  public List<BudgetLine> lines() {
    return List.of();
  }

  private final class Noted implements Reservation {
    private final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public boolean extend(Money more) {
      return true;
    }

    @Override
    public void settle(Money actual) {
      if (!ended.compareAndSet(false, true)) {
        throw new IllegalStateException("settled after its end");
      }
      settled.add(actual);
      open.decrementAndGet();
    }

    @Override
    public void close() {
      if (ended.compareAndSet(false, true)) {
        open.decrementAndGet();
      }
    }
  }
}
