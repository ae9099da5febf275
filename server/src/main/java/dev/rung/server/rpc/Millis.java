package dev.rung.server.rpc;

import java.time.Duration;

/** Durations as the contract spells them: milliseconds with a fraction. */
final class Millis {
  private static final double NANOS = 1e6;

  private Millis() {}

  static double of(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
