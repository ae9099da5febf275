package dev.rung.server.costs;

import java.time.Duration;
import java.time.Instant;

/**
 * Quarters of an hour since 1970, UTC: the grain of what is kept. Every time zone's days and hours
 * begin with one.
 */
final class Quarters {
  /** How many a day of UTC has. */
  static final long A_DAY = 96;

  private static final long SECONDS = Duration.ofMinutes(15).toSeconds();

  private Quarters() {}

  /** The one that an instant lies in. */
  static long of(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS);
  }

  static Instant start(long quarter) {
    return Instant.ofEpochSecond(quarter * SECONDS);
  }

  /** The first day of UTC, counted since 1970, that begins with this quarter or later. */
  static long nextDay(long quarter) {
    return Math.ceilDiv(quarter, A_DAY);
  }
}
