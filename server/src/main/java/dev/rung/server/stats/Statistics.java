package dev.rung.server.stats;

import dev.rung.server.record.Recorder;
import dev.rung.server.record.RequestRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * The figures behind the Stats call, of everybody and of each tenant, since the start or the last
 * reset.
 *
 * <p>Threads: any. Recording never waits. A snapshot is taken while requests are recorded: one that
 * is just being recorded may show in some figures and not yet in others, never in a part without
 * showing in the total. A reset divides time exactly: each request counts in one period, and the
 * ended period is complete once {@link #reset()} has returned.
 *
 * <p>Bounded: the first 1,000 tenants since the last reset of everything have figures of their own,
 * in which 20 models are told apart. Those of later tenants count among everybody's only.
 */
public final class Statistics implements Recorder {
  private static final long YIELD_NANOS = 1_000;
  private static final int TENANTS = 1_000;

  private final InstantSource clock;
  private final Supplier<Optional<Baseline>> baseline;

  /** Tells a reset when the last recording into the old period has ended. */
  private final WriterReaderPhaser phaser = new WriterReaderPhaser();

  private volatile Current current;

  /** A period of everybody, and those of tenants that began with or within it. */
  private record Current(Period all, Bounded<String, AtomicReference<Period>> tenants) {
    static Current from(Instant since) {
      return new Current(
          new Period(since, Period.Detail.OF_ALL),
          new Bounded<>(TENANTS, () -> new AtomicReference<>(ofTenant(since))));
    }

    static Period ofTenant(Instant since) {
      return new Period(since, Period.Detail.OF_TENANT);
    }

    void add(RequestRecord done) {
      all.add(done);
      tenants.get(done.tenant()).get().add(done);
    }
  }

  /**
   * @param baseline what is compared with, asked for at each snapshot
   */
  public Statistics(InstantSource clock, Supplier<Optional<Baseline>> baseline) {
    this.clock = clock;
    this.baseline = baseline;
    this.current = Current.from(clock.instant());
  }

  @Override
  public void record(RequestRecord done) {
    long ticket = phaser.writerCriticalSectionEnter();
    try {
      current.add(done);
    } finally {
      phaser.writerCriticalSectionExit(ticket);
    }
  }

  /** A trained classifier could not be used: rules decide without it. */
  public void recordClassifierUnusable() {
    record(Period::addClassifierUnusable);
  }

  /** One of those that take down each request failed to take down one. */
  public void recordUnrecorded() {
    record(Period::addUnrecorded);
  }

  private void record(Consumer<Period> event) {
    long ticket = phaser.writerCriticalSectionEnter();
    try {
      event.accept(current.all());
    } finally {
      phaser.writerCriticalSectionExit(ticket);
    }
  }

  /** Of everybody. */
  public StatsSnapshot snapshot() {
    return current.all().read(baseline.get());
  }

  /** Of one tenant; empty where that one came too late to have figures of its own. */
  public Optional<StatsSnapshot> snapshot(String tenant) {
    Current now = current;
    Optional<AtomicReference<Period>> known = now.tenants().find(tenant);
    if (known.isEmpty() && now.tenants().isFull()) {
      return Optional.empty();
    }
    Period period =
        known.map(AtomicReference::get).orElseGet(() -> Current.ofTenant(now.all().since()));
    return Optional.of(period.read(baseline.get()));
  }

  /**
   * Begins a new period of everybody and of each tenant.
   *
   * @return when the one that ended had begun
   */
  public Instant reset() {
    return endPeriod().since();
  }

  /**
   * Begins a new period of one tenant; everybody's goes on.
   *
   * @return when the one that ended had begun; empty where the tenant has no figures of its own,
   *     since it asked nothing or came too late
   */
  public Optional<Instant> reset(String tenant) {
    phaser.readerLock();
    try {
      Optional<AtomicReference<Period>> known = current.tenants().find(tenant);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      Period ended = known.get().getAndSet(Current.ofTenant(clock.instant()));
      phaser.flipPhase(YIELD_NANOS);
      return Optional.of(ended.since());
    } finally {
      phaser.readerUnlock();
    }
  }

  /** Begins a new period; what is returned gets no further request. */
  Period endPeriod() {
    phaser.readerLock();
    try {
      Current ended = current;
      current = Current.from(clock.instant());
      phaser.flipPhase(YIELD_NANOS);
      return ended.all();
    } finally {
      phaser.readerUnlock();
    }
  }
}
