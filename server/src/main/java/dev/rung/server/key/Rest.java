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
  private volatile Kind reason = Kind.LIMITED;

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

  /** The answer to a call that wants to use the key. */
  sealed interface Entry {
    record Passed(Use use) implements Entry {}

    record Refused(Hindrance why) implements Entry {}
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
  Entry enter() {
    return resting()
        .<Entry>map(Entry.Refused::new)
        .orElseGet(() ->
            switch (breaker.enter()) {
              case Breaker.Entry.Passed(var passage) -> new Entry.Passed(new Use(passage));
              case Breaker.Entry.Shut(var left) ->
                  new Entry.Refused(new Hindrance(reason, left.isZero() ? SOON : left));
            });
  }

  /** For a call that began before there was anything to enter. */
  Use beside() {
    return new Use(breaker.beside());
  }

  /** It was seen to be of no use for now, beside any call. */
  void useless(Kind kind) {
    reason = kind;
    breaker.trip();
  }

  private void pause(Kind kind, Duration time) {
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

  /** One call with the key; tells once how it went. */
  final class Use {
    private final Breaker.Passage passage;

    private Use(Breaker.Passage passage) {
      this.passage = passage;
    }

    void answered() {
      passage.answered(Duration.ZERO);
    }

    /** It says nothing about the key. */
    void left() {
      passage.left();
    }

    /** The key is of no use for now. */
    void useless(Kind kind) {
      if (passage.counts()) {
        reason = kind;
      }
      passage.trip();
    }

    /** One limit more. */
    void limited() {
      if (passage.counts()) {
        reason = Kind.LIMITED;
      }
      passage.failed(Duration.ZERO);
    }

    /** The key must not be used for so long. */
    void paused(Kind kind, Duration time) {
      left();
      pause(kind, time);
    }
  }
}
