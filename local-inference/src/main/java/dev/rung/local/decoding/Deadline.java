package dev.rung.local.decoding;

import java.time.Duration;

/** When a call must be over, on the clock of {@link System#nanoTime}. */
record Deadline(long atNanos) {
  private static final Duration LONGEST = Duration.ofDays(365);

  static Deadline after(Duration limit) {
    Duration bounded = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  long remainingNanos() {
    return atNanos - System.nanoTime();
  }

  boolean isOver() {
    return remainingNanos() <= 0;
  }
}
