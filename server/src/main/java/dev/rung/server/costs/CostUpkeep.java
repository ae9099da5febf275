package dev.rung.server.costs;

import dev.rung.server.stats.Baseline;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for the costs unasked, on one thread: every second requests are written, every
 * minute what is too old is put together or forgotten, and now and then the log is told.
 */
public final class CostUpkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CostUpkeep.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_RETENTIONS = Duration.ofMinutes(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  /** A call counts in the quarter of an hour in which it began, and may end later. */
  private static final Duration CALLS_END_WITHIN = Duration.ofMinutes(5);

  /** A clock that goes back by no more is waited for. */
  private static final Duration SMALL_STEP = Duration.ofMinutes(30);

  /** A portion takes some milliseconds. */
  static final int PORTION = 1_000;

  private final Costs costs;
  private final Store store;
  private final CostSettings settings;
  private final Supplier<Optional<Baseline>> baseline;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final AtomicBoolean forgetting = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("costs").factory());
  private volatile long nextRetention;
  private volatile long aged;
  private Instant loggedUntil;

  /**
   * Begins nothing.
   *
   * @param baseline what answers are compared with, asked for every second
   * @param nanoTime monotonic
   */
  public CostUpkeep(
      Costs costs,
      Store store,
      CostSettings settings,
      Supplier<Optional<Baseline>> baseline,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.costs = costs;
    this.store = store;
    this.settings = settings;
    this.baseline = baseline;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.nextRetention = nanoTime.getAsLong();
    this.aged = nextRetention;
    this.loggedUntil = quarter(clock.instant());
    costs.compareWith(baseline.get());
  }

  public void start() {
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            this::guarded, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void guarded() {
    try {
      tick();
    } catch (RuntimeException | Error bug) {
      // The root of this thread: an escaping exception would end all later rounds in silence.
      LOG.atError().setCause(bug).log("keeping up the costs failed");
    }
  }

  /** One round; for a clock that is not the machine's. One thread at a time. */
  public void tick() {
    Instant now = clock.instant();
    costs.compareWith(baseline.get());
    CompletableFuture<?> _ = costs.write();
    log(now);
    long ticks = nanoTime.getAsLong();
    if (ticks - nextRetention >= 0 && forgetting.compareAndSet(false, true)) {
      forget(now, ticks);
    }
  }

  private void forget(Instant now, long ticks) {
    CompletableFuture<?> _ =
        store
            .change(new Retention(settings, now, Duration.ofNanos(ticks - aged), PORTION))
            .whenComplete((more, failure) -> {
              // A store that fails says so itself; then it is tried again later.
              boolean again = failure == null && more;
              aged = failure == null ? ticks : aged;
              nextRetention = again ? ticks : ticks + BETWEEN_RETENTIONS.toNanos();
              forgetting.set(false);
            });
  }

  /**
   * Of whole quarters of an hour whose calls have ended, so that what it says can be found again in
   * a report. Where the clock was wrongly ahead, it begins anew by the right time.
   */
  private void log(Instant now) {
    Instant until = quarter(now.minus(CALLS_END_WITHIN));
    if (until.isBefore(loggedUntil.minus(SMALL_STEP))) {
      loggedUntil = until;
    }
    if (settings.logInterval().isZero()
        || Duration.between(loggedUntil, until).compareTo(settings.logInterval()) < 0) {
      return;
    }
    CostQuery query = new CostQuery(loggedUntil, Optional.of(until), Dimension.TENANT, Step.WHOLE);
    try {
      costs.report(query).ifPresent(CostLog::write);
      loggedUntil = until;
    } catch (StoreException unreadable) {
      LOG.atWarn().addKeyValue("reason", unreadable.getMessage()).log("costs cannot be read");
      loggedUntil = until;
    }
  }

  private static Instant quarter(Instant at) {
    return Quarters.start(Quarters.of(at));
  }

  /** Ends the thread and writes what was counted. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().log("the costs' thread goes on after its end");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    if (!costs.writeNow()) {
      LOG.atWarn().log("the last counts of requests were not written");
    }
  }
}
