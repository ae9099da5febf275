package dev.rung.server.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one model or key: it opens when too large a share of the calls of a window
 * failed or were slow, and after a while lets one call at a time through to see whether it is back.
 * Safe for several threads; never waits.
 */
public final class Breaker {
  private static final Duration TRIAL = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 20;
  private static final float PERCENT = 100;

  private final BreakerSettings settings;
  private final LongSupplier nanoTime;
  private final CircuitBreaker breaker;
  private volatile long openUntil;

  /**
   * A breaker that is closed.
   *
   * @param onChange called after every change of state, on the thread that brings it about
   */
  public Breaker(String name, BreakerSettings settings, LongSupplier nanoTime, Runnable onChange) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .clock(new Monotonic(nanoTime))
            .slidingWindow(
                (int) settings.window().toSeconds(),
                settings.leastCalls(),
                SlidingWindowType.TIME_BASED)
            .failureRateThreshold((float) settings.failureShare() * PERCENT)
            .slowCallDurationThreshold(settings.slowFrom())
            .slowCallRateThreshold((float) settings.slowShare() * PERCENT)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(this::open)
            .writableStackTraceEnabled(false)
            .build();
    this.breaker = CircuitBreaker.of(name, config);
    breaker.getEventPublisher().onStateTransition(_ -> onChange.run());
  }

  /** Milliseconds to stay open, for the first time or after so many failed trials. */
  private long open(int attempt) {
    long factor = 1L << Math.clamp(attempt - 1L, 0, DOUBLINGS);
    long millis = Math.min(settings.open().toMillis() * factor, settings.longestOpen().toMillis());
    openUntil = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
    return millis;
  }

  /** How long no call will be made; absent where one may be. */
  public Optional<Duration> openFor() {
    long left = openUntil - nanoTime.getAsLong();
    boolean open = breaker.getState() == CircuitBreaker.State.OPEN && left > 0;
    return open ? Optional.of(Duration.ofNanos(left)) : Optional.empty();
  }

  /** Lets a call through; or tells how long to wait. Who is let through tells how it went. */
  public Optional<Duration> enter() {
    return breaker.tryAcquirePermission() ? Optional.empty() : openFor().or(this::trialUnderWay);
  }

  private Optional<Duration> trialUnderWay() {
    return Optional.of(TRIAL);
  }

  /** A call that was let through went well. */
  public void answered(Duration firstOutput) {
    breaker.onSuccess(firstOutput.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A call that was let through failed. */
  public void failed(Duration latency) {
    breaker.onError(latency.toNanos(), TimeUnit.NANOSECONDS, new Failed());
  }

  /** A call that was let through says nothing. */
  public void left() {
    breaker.releasePermission();
  }

  /** A call that was let through shows that no other must be made: opens, whatever the shares. */
  public void trip() {
    if (breaker.getState() == CircuitBreaker.State.CLOSED) {
      breaker.transitionToOpenState();
    } else {
      failed(Duration.ZERO);
    }
  }

  /** Closes, and forgets every call. */
  public void close() {
    breaker.reset();
  }

  public BreakerState state() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
    };
  }

  /** A clock that no change of the wall clock moves. */
  private static final class Monotonic extends Clock {
    private final LongSupplier nanoTime;

    Monotonic(LongSupplier nanoTime) {
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

  /** The library counts what is thrown; what it was is told elsewhere. */
  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed() {
      super("a call failed", null, false, false);
    }
  }
}
