package dev.rung.server.stats;

import dev.rung.server.record.Recorder;
import dev.rung.server.record.RequestRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * The figures behind the Stats call, since the start or the last reset.
 *
 * <p>Threads: any. Recording never waits. A snapshot is taken while requests are recorded: one that
 * is just being recorded may show in some figures and not yet in others, never in a part without
 * showing in the total. A reset divides time exactly: each request counts in one period, and the
 * ended period is complete once {@link #reset()} has returned.
 */
public final class Statistics implements Recorder {
  private static final long YIELD_NANOS = 1_000;

  private final InstantSource clock;
  private final Supplier<Optional<Baseline>> baseline;

  /** Tells a reset when the last recording into the old period has ended. */
  private final WriterReaderPhaser phaser = new WriterReaderPhaser();

  private volatile Period current;

  /**
   * @param baseline what is compared with, asked for at each snapshot
   */
  public Statistics(InstantSource clock, Supplier<Optional<Baseline>> baseline) {
    this.clock = clock;
    this.baseline = baseline;
    this.current = new Period(clock.instant());
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
    long ticket = phaser.writerCriticalSectionEnter();
    try {
      current.addClassifierUnusable();
    } finally {
      phaser.writerCriticalSectionExit(ticket);
    }
  }

  public StatsSnapshot snapshot() {
    return current.read(baseline.get());
  }

  /**
   * Begins a new period.
   *
   * @return when the one that ended had begun
   */
  public Instant reset() {
    return endPeriod().since();
  }

  /** Begins a new period; what is returned gets no further request. */
  Period endPeriod() {
    phaser.readerLock();
    try {
      Period ended = current;
      current = new Period(clock.instant());
      phaser.flipPhase(YIELD_NANOS);
      return ended;
    } finally {
      phaser.readerUnlock();
    }
  }
}
