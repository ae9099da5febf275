package dev.rung.server.batch;

import dev.rung.server.call.Bugs;
import dev.rung.server.call.Calls;
import dev.rung.server.call.Running;
import dev.rung.server.call.Unanswered;
import dev.rung.server.call.Workers;
import dev.rung.server.generate.Deadline;
import dev.rung.server.generate.Refusal;
import dev.rung.server.generate.Refusal.Reason;
import dev.rung.server.generate.RequestId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** All batches of the daemon. Safe for several threads. */
public final class Batches {
  private final BatchSettings settings;
  private final Doorway doorway;
  private final Rooms rooms;

  /**
   * What every batch works with.
   *
   * @param closing whether nothing new is begun any more
   */
  record Rooms(Calls calls, Shares shares, BooleanSupplier closing) {}

  /**
   * @param closing whether nothing new is begun any more
   */
  public Batches(Calls calls, BatchSettings settings, BooleanSupplier closing) {
    this.settings = settings;
    this.doorway = new Doorway(settings);
    this.rooms = new Rooms(calls, new Shares(settings.parallel()), closing);
  }

  public BatchSettings settings() {
    return settings;
  }

  /**
   * Starts a batch on a thread of its own; never throws and never waits.
   *
   * @param withdrawal why the caller may have nothing more begun; asked before each item
   * @param callers the caller's deadline; absent where that one set none
   * @param nanoTime monotonic
   * @param reading reads and checks it, on the batch's thread
   */
  public BatchRun start(
      RequestId id,
      String tenant,
      Supplier<Optional<String>> withdrawal,
      Optional<Deadline> callers,
      LongSupplier nanoTime,
      Supplier<BatchReading> reading,
      BatchOutlet outlet) {
    Running running = new Running();
    Deadline deadline = callers.orElseGet(() -> Deadline.after(settings.deadline(), nanoTime));
    Optional<Duration> itemTime =
        callers.isPresent() ? Optional.empty() : Optional.of(settings.itemDeadline());
    BatchRun run = new BatchRun(rooms, outlet, running, withdrawal, deadline, itemTime);
    if (!doorway.enter(tenant)) {
      takeDown(id, tenant, Reason.RATE_LIMITED);
      outlet.fail(full());
      return run;
    }
    Workers workers = rooms.calls().workers();
    Runnable body =
        () -> {
          try {
            Bugs.run(
                id, outlet::fail, () -> running.work(() -> read(id, tenant, run, reading, outlet)));
          } finally {
            doorway.leave(tenant);
          }
        };
    if (!workers.host(id, running, deadline.remaining(), body)) {
      doorway.leave(tenant);
      takeDown(id, tenant, Reason.OVERLOADED);
      outlet.fail(new Unanswered.Full(workers.most()));
    }
    return run;
  }

  private boolean read(
      RequestId id,
      String tenant,
      BatchRun run,
      Supplier<BatchReading> reading,
      BatchOutlet outlet) {
    return switch (reading.get()) {
      case BatchReading.Invalid(var violations) -> {
        takeDown(id, tenant, Reason.INVALID_REQUEST);
        outlet.fail(new Unanswered.Invalid(violations));
        yield false;
      }
      case BatchReading.Valid(BatchWork work) -> {
        run.work(work);
        yield true;
      }
    };
  }

  /** Of a batch that ends before its items are known. */
  private void takeDown(RequestId id, String tenant, Reason why) {
    rooms.calls().unheard().record(id, tenant, why, true);
  }

  private Unanswered full() {
    Refusal refusal =
        new Refusal(
            Reason.RATE_LIMITED,
            "as many batches are at work as may be ("
                + settings.callsOfTenant()
                + " of one tenant, "
                + settings.calls()
                + " in all); try again later",
            Optional.empty(),
            Optional.of(Unanswered.FULL_PAUSE),
            Optional.empty(),
            List.of());
    return new Unanswered.Refused(refusal, Optional.empty());
  }
}
