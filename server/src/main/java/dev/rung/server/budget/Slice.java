package dev.rung.server.budget;

import java.time.Duration;

/**
 * How much of a budget is booked on the disk at a time. A loss of power costs what was booked and
 * not used, so slices begin small; they grow while they are used up within moments. Not safe for
 * threads.
 */
final class Slice {
  private static final long SMALLEST_SHARE = 256;
  private static final long LARGEST_SHARE = 16;
  private static final long CALLS = 4;
  private static final long MOMENT = Duration.ofMillis(500).toNanos();

  private long size;
  private long last;

  /** The one that is booked now, in nano-dollars. */
  long next(Account account, long nanos, long now) {
    long limit = account.limit().most().nanos();
    boolean again = size > 0 && now - last < MOMENT;
    long usual = Math.max(limit / SMALLEST_SHARE, Math.min(nanos, limit) * CALLS);
    size = Math.min(again ? Math.max(usual, 2 * size) : usual, largest(limit, usual));
    last = now;
    return size;
  }

  private static long largest(long limit, long usual) {
    return Math.max(limit / LARGEST_SHARE, usual);
  }

  long size() {
    return size;
  }
}
