package dev.rung.server.generate;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The instant by which a request must have ended, on a monotonic clock.
 *
 * @param nanos when, as the clock counts
 * @param clock {@link System#nanoTime()} or a test's own
 */
public record Deadline(long nanos, LongSupplier clock) {

  public static Deadline after(Duration duration, LongSupplier clock) {
    return new Deadline(clock.getAsLong() + duration.toNanos(), clock);
  }

  /** What is left; zero when it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - clock.getAsLong()));
  }

  public boolean isPast() {
    return nanos - clock.getAsLong() <= 0;
  }

  /** The earlier of this and so long from now. */
  public Deadline within(Duration duration) {
    return duration.compareTo(remaining()) < 0 ? after(duration, clock) : this;
  }
}
