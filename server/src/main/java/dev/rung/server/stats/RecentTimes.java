package dev.rung.server.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last 128 times of a kind, for their 95th percentile. Threads: any, no lock; a reading may
 * lack a time that is just being added. About 1 KB.
 */
final class RecentTimes {
  private static final int SIZE = 128;
  private static final int FEW = 20;
  private static final double SHARE = 0.95;

  private final AtomicLongArray nanos = new AtomicLongArray(SIZE);
  private final AtomicInteger added = new AtomicInteger();

  void add(Duration time) {
    int at = added.getAndUpdate(n -> n + 1 < 2 * SIZE ? n + 1 : SIZE);
    nanos.set(at % SIZE, time.toNanos());
  }

  /** By the nearest rank; absent where there are fewer than twenty. */
  Optional<Duration> p95() {
    int count = Math.min(added.get(), SIZE);
    if (count < FEW) {
      return Optional.empty();
    }
    long[] sorted = new long[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = nanos.get(i);
    }
    Arrays.sort(sorted);
    return Optional.of(Duration.ofNanos(sorted[(int) Math.ceil(SHARE * count) - 1]));
  }
}
