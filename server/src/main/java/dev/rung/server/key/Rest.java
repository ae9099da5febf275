package dev.rung.server.key;

import dev.rung.server.guard.Breaker;
import dev.rung.server.guard.BreakerSettings;
import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Hindrance;
import dev.rung.server.guard.Hindrance.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Whether a key rests, for every model or for one: a pause that was asked for, and a circuit
 * breaker that opens at once for what is lasting and by its share of calls for limits. When its
 * time is over, one call at a time is the trial. Safe for several threads; never waits.
 */
final class Rest {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Breaker breaker;
  private final LongSupplier nanoTime;
  private final AtomicReference<Pause> pause = new AtomicReference<>(Pause.NONE);
  private volatile Kind reason = Kind.BREAKER;

  private record Pause(Kind kind, boolean set, long until) {
    static final Pause NONE = new Pause(Kind.PAUSE, false, 0);

    /** A second word does not make the first one's wait shorter. */
    static Pause later(Pause one, Pause other) {
      return !one.set || other.until - one.until > 0 ? other : one;
    }

    Optional<Hindrance> at(long now) {
      return set && until - now > 0
          ? Optional.of(new Hindrance(kind, Duration.ofNanos(until - now)))
          : Optional.empty();
    }
  }

  Rest(String name, BreakerSettings settings, LongSupplier nanoTime, Runnable onChange) {
    this.breaker = new Breaker(name, settings, nanoTime, onChange);
    this.nanoTime = nanoTime;
  }

  /** What keeps a call from being made, as far as is known without asking for leave. */
  Optional<Hindrance> resting() {
    return pause
        .get()
        .at(nanoTime.getAsLong())
        .or(() -> breaker.openFor().map(left -> new Hindrance(reason, left)));
  }

  /** Lets a call through, which then tells how it went; or says why not. */
  Optional<Hindrance> enter() {
    Optional<Hindrance> resting = resting();
    return resting.isPresent()
        ? resting
        : breaker.enter().map(left -> new Hindrance(reason, left.isZero() ? SOON : left));
  }

  void answered() {
    breaker.answered(Duration.ZERO);
  }

  /** The call says nothing about the key. */
  void left() {
    breaker.left();
  }

  /** It is of no use for now. */
  void useless(Kind kind) {
    reason = kind;
    breaker.trip();
  }

  /** One limit more. */
  void limited() {
    reason = Kind.BREAKER;
    breaker.failed(Duration.ZERO);
  }

  void pause(Kind kind, Duration time) {
    long until = nanoTime.getAsLong() + time.toNanos();
    pause.accumulateAndGet(new Pause(kind, true, until), Pause::later);
  }

  /** It was seen to work, beside any call. */
  void restored() {
    breaker.close();
  }

  /** Why it is not trusted: it rests, or waits for its trial. */
  Optional<Kind> distrust() {
    return resting()
        .map(Hindrance::kind)
        .or(() -> breaker.state() == BreakerState.CLOSED ? Optional.empty() : Optional.of(reason));
  }

  BreakerState state() {
    return breaker.state();
  }
}
