package dev.rung.server.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker of one model or key: it opens when too large a share of the calls of a window
 * failed or were slow, and after a while lets one call at a time through to see whether it is back.
 * Safe for several threads; never waits for a call.
 *
 * <p>A call counts in the state in which it was let through: one that was let through before the
 * breaker opened says nothing about its trial.
 */
public final class Breaker {
  private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
  private static final Duration TRIAL = Duration.ofSeconds(1);
  private static final int DOUBLINGS = 20;
  private static final float PERCENT = 100;
  private static final long NEVER = -1;

  private final BreakerSettings settings;
  private final LongSupplier nanoTime;
  private final CircuitBreaker breaker;
  private final Runnable onChange;

  /** Held while the state is asked or told, never while a call is made or a change is told of. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile long openUntil;
  private long generation;
  private int lastResorts;

  /** The answer to a call that wants to go through. */
  public sealed interface Entry {
    record Passed(Passage passage) implements Entry {}

    /** For so long, as far as is known. */
    record Shut(Duration left) implements Entry {}
  }

  /**
   * A breaker that is closed.
   *
   * @param onChange called after every change of state, on the thread that brings it about; what it
   *     throws is logged and changes nothing for the call
   */
  public Breaker(String name, BreakerSettings settings, LongSupplier nanoTime, Runnable onChange) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    CircuitBreakerConfig config =
        CircuitBreakerConfig.custom()
            .clock(new MonotonicClock(nanoTime))
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
    this.onChange = onChange;
    breaker.getEventPublisher().onStateTransition(_ -> generation++);
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

  /** Lets a call through that is made as usual. */
  public Entry enter() {
    return whole(() ->
        breaker.tryAcquirePermission()
            ? new Entry.Passed(new Passage(generation, false))
            : new Entry.Shut(openFor().orElse(TRIAL)));
  }

  /**
   * Lets a call through that nobody else can answer, even where the breaker is open, as long as no
   * more of them are under way than may be. What comes of it closes the breaker, where it is good,
   * and changes nothing, where it is bad.
   */
  public Entry enterAsLastResort() {
    return whole(() -> {
      if (breaker.tryAcquirePermission()) {
        return new Entry.Passed(new Passage(generation, false));
      }
      if (lastResorts >= settings.lastResorts()) {
        return new Entry.Shut(openFor().orElse(TRIAL));
      }
      lastResorts++;
      return new Entry.Passed(new Passage(generation, true));
    });
  }

  /** For a call that was made without being let through: it counts only while all calls do. */
  public Passage beside() {
    return whole(() -> new Passage(isClosed() ? generation : NEVER, false));
  }

  /** It is known, by more than a call that was let through, that none must be made: opens. */
  public void trip() {
    whole(() -> {
      open();
      return generation;
    });
  }

  /** Closes, and forgets every call. */
  public void close() {
    whole(() -> {
      breaker.reset();
      return ++generation;
    });
  }

  private boolean isClosed() {
    return breaker.getState() == CircuitBreaker.State.CLOSED;
  }

  private void open() {
    if (isClosed()) {
      breaker.transitionToOpenState();
    } else {
      fail(Duration.ZERO);
    }
  }

  private void fail(Duration latency) {
    breaker.onError(latency.toNanos(), TimeUnit.NANOSECONDS, new Failed());
  }

  /** Does all of it before anybody else does anything, and tells of a change afterwards. */
  private <T> T whole(Supplier<T> step) {
    boolean changed;
    T result;
    lock.lock();
    try {
      long before = generation;
      result = step.get();
      changed = generation != before;
    } finally {
      lock.unlock();
    }
    if (changed) {
      tellOfChange();
    }
    return result;
  }

  /** Who was let through has a passage to give back, and no listener may keep it from that. */
  private void tellOfChange() {
    try {
      onChange.run();
    } catch (RuntimeException bug) {
      LOG.atError()
          .addKeyValue("breaker", breaker.getName())
          .addKeyValue("error", bug.getClass().getName())
          .log("a listener of a circuit breaker failed");
    }
  }

  public BreakerState state() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
    };
  }

  /** A call that was let through. It tells once how it went; later words change nothing. */
  public final class Passage {
    private final long given;
    private final boolean lastResort;
    private boolean told;

    private Passage(long given, boolean lastResort) {
      this.given = given;
      this.lastResort = lastResort;
    }

    /** It went well. */
    public void answered(Duration firstOutput) {
      tell(
          () -> breaker.onSuccess(firstOutput.toNanos(), TimeUnit.NANOSECONDS),
          () -> {
            if (firstOutput.compareTo(settings.slowFrom()) < 0) {
              breaker.transitionToClosedState();
            }
          });
    }

    /** It failed. */
    public void failed(Duration latency) {
      tell(() -> fail(latency), () -> {});
    }

    /** It says nothing. */
    public void left() {
      tell(breaker::releasePermission, () -> {});
    }

    /** It shows that no other must be made: opens, whatever the shares. */
    public void trip() {
      tell(Breaker.this::open, () -> {});
    }

    /** Whether what it tells is of the state that the breaker is in. */
    public boolean counts() {
      return whole(() -> !told && given == generation);
    }

    private void tell(Runnable asUsual, Runnable asLastResort) {
      whole(() -> {
        boolean counts = !told && given == generation;
        if (!told && lastResort) {
          lastResorts--;
        }
        told = true;
        if (counts) {
          (lastResort ? asLastResort : asUsual).run();
        }
        return counts;
      });
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
