package dev.rung.server.batch;

import dev.rung.server.batch.Purse.Take;
import dev.rung.server.call.Reading;
import dev.rung.server.call.Running;
import dev.rung.server.call.Running.Stop;
import dev.rung.server.call.Unanswered;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One batch at work. Items begin in their order while there is a place among the tenant's, money,
 * and room for a result; results go out in the order in which they come.
 *
 * <p>An item counts as open until its result is sent, and so many may be open as may be in flight:
 * a slow reader stops new items. Its thread does the work; {@link #wake} and {@link #stop} may be
 * called by any.
 */
public final class BatchRun {
  private static final Duration LONG = Duration.ofSeconds(1);

  /** Until a thread or a tenant's limit is asked for again that had no room. */
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Batches.Rooms rooms;
  private final BatchOutlet outlet;
  private final Running running;
  private final Supplier<Optional<String>> withdrawal;
  private final Deadline deadline;
  private final Optional<Duration> itemTime;
  private final News news = new News();
  private final Set<Running> inFlight = ConcurrentHashMap.newKeySet();
  private Optional<Turn> turn = Optional.empty();
  private int open;

  /** After which it looks again by itself. */
  private Duration pause = LONG;

  /**
   * @param withdrawal why nothing more may be begun
   * @param deadline of the batch
   * @param itemTime what each item has at most, where the caller set no deadline
   */
  BatchRun(
      Batches.Rooms rooms,
      BatchOutlet outlet,
      Running running,
      Supplier<Optional<String>> withdrawal,
      Deadline deadline,
      Optional<Duration> itemTime) {
    this.rooms = rooms;
    this.outlet = outlet;
    this.running = running;
    this.withdrawal = withdrawal;
    this.deadline = deadline;
    this.itemTime = itemTime;
  }

  /** The reader may have become ready. */
  public void wake() {
    news.tell();
  }

  /** Ends it, and every item in flight. */
  public void stop(Stop why) {
    running.stop(why);
    inFlight.forEach(work -> work.stop(why));
  }

  /** Answers every item, then ends the call; returns when that is done. */
  void work(BatchWork work) {
    Place place = new Place(rooms.shares(), work.tenant(), news::tell);
    Optional<Purse> purse = work.maxCost().map(Purse::new);
    try {
      answer(work, place, purse);
      outlet.complete();
    } catch (InterruptedException interrupted) {
      Stop why = running.stopped().orElse(Stop.LATE);
      outlet.fail(Unanswered.stopped(why, Optional.empty()));
    } finally {
      turn.ifPresent(Turn::giveBack);
      place.leave();
      Stop why = running.stopped().orElse(Stop.CALLER_GONE);
      inFlight.forEach(left -> left.stop(why));
    }
  }

  private void answer(BatchWork work, Place place, Optional<Purse> purse)
      throws InterruptedException {
    Deque<BatchItem> left = new ArrayDeque<>(work.items());
    while (!left.isEmpty() || open > 0) {
      if (running.stopped().isPresent()) {
        throw new InterruptedException("the batch was stopped");
      }
      boolean sent = send();
      boolean begun =
          !left.isEmpty()
              && open < work.parallel()
              && begins(work.tenant(), left.element(), place, purse);
      if (begun) {
        left.remove();
        turn = Optional.empty();
      } else if (!sent) {
        news.await(pause);
        pause = LONG;
      }
    }
  }

  /** Sends one result, if there is one and the reader is ready. */
  private boolean send() {
    if (!news.hasResult() || !outlet.isReady()) {
      return false;
    }
    news.poll().ifPresent(outlet::send);
    open--;
    return true;
  }

  /** Whether the item is on its way; else it is tried again when something has changed. */
  private boolean begins(String tenant, BatchItem item, Place place, Optional<Purse> purse) {
    return switch (item.reading()) {
      case Reading.Invalid(var violations) -> {
        takeDown(item.request(), tenant, Reason.INVALID_REQUEST);
        yield ends(item.id(), new Unanswered.Invalid(violations));
      }
      case Reading.Valid(GenerateRequest request) -> {
        Turn now = turn.orElseGet(() -> new Turn(item.id(), request));
        turn = Optional.of(now);
        yield begins(now, place, purse);
      }
    };
  }

  private boolean begins(Turn now, Place place, Optional<Purse> purse) {
    if (rooms.closing().getAsBoolean()) {
      return ends(now, Unanswered.shuttingDown());
    }
    Optional<String> withdrawn = withdrawal.get();
    if (withdrawn.isPresent()) {
      return ends(now, Refusal.of(Reason.NOT_ALLOWED, withdrawn.get()));
    }
    if (deadline.isPast()) {
      return ends(now, late());
    }
    Optional<Take> money = purse.map(own -> now.money(own, rooms.calls().engine()));
    if (money.isPresent() && money.get() instanceof Take.Never(Money left)) {
      return ends(now, poor(now.wanted(), left));
    }
    if (money.isPresent() && money.get() instanceof Take.Later) {
      return false;
    }
    return place.take() && isLetIn(now) && starts(now, place, purse);
  }

  /** Whether the tenant may ask so often; else it waits, unless that takes longer than there is. */
  private boolean isLetIn(Turn now) {
    Optional<Duration> wait = now.admit(rooms.calls().engine());
    if (wait.isEmpty() || wait.get().compareTo(deadline.remaining()) >= 0) {
      return true;
    }
    pause = wait.get().compareTo(LONG) < 0 ? wait.get().plus(SHORT) : LONG;
    return false;
  }

  private boolean ends(Turn now, Refusal why) {
    now.giveBack();
    takeDown(now.request().id(), now.request().caller().tenant(), why.reason());
    return ends(now.id(), new Unanswered.Refused(why, Optional.empty()));
  }

  /** Of an item that no engine hears of. */
  private void takeDown(RequestId request, String tenant, Reason why) {
    rooms.calls().unheard().record(request, tenant, why, false);
  }

  private boolean ends(String item, Unanswered why) {
    open++;
    news.tell(new BatchResult.Failed(item, why, Money.ZERO));
    return true;
  }

  private boolean starts(Turn now, Place place, Optional<Purse> purse) {
    Money slice = now.slice().orElse(Money.ZERO);
    Optional<Wallet> wallet = purse.map(own -> new Wallet(own, slice, now.ownLimit()));
    Flight flight = new Flight(place, wallet);
    GenerateRequest request = now.within(itemTime.map(deadline::within).orElse(deadline));
    open++;
    place.give();
    rooms
        .calls()
        .by(now.engine(rooms.calls().engine()))
        .answer(
            request.id(),
            request.caller(),
            () -> new Reading.Valid(request),
            new ItemDelivery(now.id(), flight));
    if (flight.full) {
      open--;
      place.takeBack();
      pause = SHORT;
    }
    return !flight.full;
  }

  private static Refusal late() {
    return Refusal.of(
        Reason.DEADLINE, "the deadline of the batch passed before this item's turn: send it again");
  }

  private static Refusal poor(Money wanted, Money left) {
    return Refusal.of(
        Reason.COST_LIMIT,
        "the batch has "
            + left
            + " left of its max_cost and this item may cost "
            + wanted
            + ": raise max_cost, or lower its max_tokens or max_tier");
  }

  /** An item on its way. */
  private final class Flight implements ItemDelivery.Listener {
    private final Place place;
    private final Optional<Wallet> wallet;

    /** Told on the batch's own thread only. */
    private boolean full;

    Flight(Place place, Optional<Wallet> wallet) {
      this.place = place;
      this.wallet = wallet;
    }

    @Override
    public boolean pays(Money more) {
      return wallet.map(own -> own.pays(more)).orElse(false);
    }

    @Override
    public void begins(Running work) {
      inFlight.add(work);
      running.stopped().ifPresent(work::stop);
    }

    @Override
    public void full(Optional<Running> work) {
      work.ifPresent(inFlight::remove);
      full = true;
    }

    @Override
    public void ended(Optional<Running> work, BatchResult result, Money cost) {
      work.ifPresent(inFlight::remove);
      wallet.ifPresent(own -> own.settle(cost));
      place.release();
      news.tell(result);
    }
  }
}
