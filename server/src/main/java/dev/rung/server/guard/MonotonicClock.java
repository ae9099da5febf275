package dev.rung.server.guard;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A clock that no change of the wall clock moves; its instants mean nothing but their distance. */
final class MonotonicClock extends Clock {
  private final LongSupplier nanoTime;

  MonotonicClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plusNanos(nanoTime.getAsLong());
  }
}
