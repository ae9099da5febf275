package dev.rung.server.engine;

import dev.rung.server.budget.Budget;
import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetLine;
import dev.rung.server.budget.BudgetState;
import dev.rung.server.budget.Charge;
import dev.rung.server.budget.Grant;
import dev.rung.server.budget.Headroom;
import dev.rung.server.budget.Period;
import dev.rung.server.budget.Reservation;
import dev.rung.server.budget.Scope;
import dev.rung.server.budget.Spend;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A budget that notes what is reserved and settled, and has no room for the models that it is told
 * to refuse. Threads: any.
 */
final class FakeBudget implements Budget {
  static final Headroom HEADROOM =
      new Headroom(
          new BudgetKey(Scope.GLOBAL, Period.DAILY),
          new Money(5),
          Optional.of(Instant.parse("2026-03-02T00:00:00Z")));

  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final List<Spend> reservations = new CopyOnWriteArrayList<>();
  private final List<Charge> charges = new CopyOnWriteArrayList<>();
  private final LongAdder extended = new LongAdder();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean broken;
  private volatile boolean hasMore = true;
  private volatile BudgetState state = BudgetState.UNLIMITED;

  /** From now on nothing can be written that costs money. */
  void breakDown() {
    broken = true;
  }

  /** From now on no reservation is extended. */
  void runOut() {
    hasMore = false;
  }

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
    return charges.stream().map(Charge::cost).toList();
  }

  /** The same, with all that the ledger was told. */
  List<Charge> charges() {
    return charges;
  }

  /** What was set aside beyond what was reserved. */
  Money extended() {
    return new Money(extended.sum());
  }

  /** Reservations without an end. */
  int open() {
    return open.get();
  }

  @Override
  public Grant reserve(Spend spend) {
    if (broken && !spend.estimate().isZero()) {
      return new Grant.Unwritable("the disk is full");
    }
    if (refused.contains(spend.model())) {
      return new Grant.Refused(HEADROOM);
    }
    reservations.add(spend);
    open.incrementAndGet();
    return new Grant.Reserved(new Noted());
  }

  @Override
  public BudgetState state(Caller caller) {
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
      extended.add(hasMore ? more.nanos() : 0);
      return hasMore;
    }

    @Override
    public void settle(Charge charge) {
      if (!ended.compareAndSet(false, true)) {
        throw new IllegalStateException("settled after its end");
      }
      charges.add(charge);
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
