package dev.rung.server.stats;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Counts lengths of time by their size, in microseconds up to an hour; longer ones count as an
 * hour.
 *
 * <p>The counters of an octave (from a power of two to the next) come with its first time, since
 * most sets lie within a few of them. Threads: any add without a lock while others read; a reading
 * may lack what is just being added. The layout is that of HdrHistogram.
 */
final class Latencies {
  static final Duration LONGEST = Duration.ofHours(1);

  /** A power of two above an hour. */
  private static final int BITS = 32;

  private static final long NANOS_PER_MICRO = 1_000;

  private final int digits;
  private final AtomicReferenceArray<AtomicLongArray> octaves;

  /** How closely times are told apart. */
  enum Grain {
    /** Within 1 %; 1 KB for each octave. */
    FINE(7),
    /** Within 3.2 %; 256 bytes for each octave. */
    COARSE(5);

    private final int digits;

    Grain(int digits) {
      this.digits = digits;
    }
  }

  Latencies(Grain grain) {
    this.digits = grain.digits;
    this.octaves = new AtomicReferenceArray<>(BITS - digits);
  }

  void add(Duration latency) {
    long nanos = (latency.compareTo(LONGEST) < 0 ? latency : LONGEST).toNanos();
    long micros = Math.max(0, nanos / NANOS_PER_MICRO);
    int octave = Math.max(0, Long.SIZE - 1 - Long.numberOfLeadingZeros(micros | 1) - digits);
    counters(octave).incrementAndGet((int) (micros >>> octave) - first(octave));
  }

  /** The first octave begins at zero; the others hold the upper half of what their digits can. */
  private int first(int octave) {
    return octave == 0 ? 0 : 1 << digits;
  }

  private AtomicLongArray counters(int octave) {
    AtomicLongArray known = octaves.get(octave);
    if (known != null) {
      return known;
    }
    int length = (1 << (digits + 1)) - first(octave);
    octaves.compareAndSet(octave, null, new AtomicLongArray(length));
    return octaves.get(octave);
  }

  /** The counts as they stand. */
  Reading read() {
    long[][] counts = new long[octaves.length()][];
    long all = 0;
    for (int octave = 0; octave < counts.length; octave++) {
      AtomicLongArray counters = octaves.get(octave);
      counts[octave] = new long[counters == null ? 0 : counters.length()];
      for (int i = 0; i < counts[octave].length; i++) {
        counts[octave][i] = counters == null ? 0 : counters.get(i);
        all += counts[octave][i];
      }
    }
    return new Reading(counts, all);
  }

  /** Counts that stay as they are. */
  final class Reading {
    private final long[][] counts;
    private final long all;

    private Reading(long[][] counts, long all) {
      this.counts = counts;
      this.all = all;
    }

    /** The longest time that counts as the one of this rank; zero where nothing was counted. */
    Duration percentile(double percent) {
      long left = Math.max(1, (long) Math.ceil(all * percent / 100));
      for (int octave = 0; octave < counts.length; octave++) {
        for (int i = 0; i < counts[octave].length; i++) {
          left -= counts[octave][i];
          if (left <= 0 && all > 0) {
            long micros = ((long) (i + first(octave) + 1) << octave) - 1;
            return Duration.ofNanos(micros * NANOS_PER_MICRO);
          }
        }
      }
      return Duration.ZERO;
    }
  }
}
