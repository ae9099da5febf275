package dev.rung.server.app.cli;

import java.time.Duration;

/** Bytes a second over the last few seconds: recent ones count more. One thread at a time. */
final class Speed {
  private static final double NANOS = 1e9;
  private static final double SHARE_OF_NEW = 0.2;
  private static final long LEAST_NANOS = Duration.ofMillis(500).toNanos();

  private long since;
  private long bytes;
  private double perSecond;
  private boolean measured;

  Speed(long now) {
    this.since = now;
  }

  void add(long more) {
    bytes += more;
  }

  /** The speed; 0 until there was time to measure one. */
  double perSecond(long now) {
    if (now - since >= LEAST_NANOS) {
      double latest = Math.max(0, bytes * NANOS / (now - since));
      perSecond = measured ? perSecond + SHARE_OF_NEW * (latest - perSecond) : latest;
      measured = true;
      bytes = 0;
      since = now;
    }
    return perSecond;
  }
}
