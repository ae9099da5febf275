package dev.rung.server.guard;

import dev.rung.server.guard.Guard.Leave;
import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Guards one model. Safe for several threads; never waits. */
final class ModelGuard {
  /** When a place will be free is not known. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final int inFlightLimit;
  private final Breaker breaker;
  private final Rate rate;
  private final LongSupplier nanoTime;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicReference<Pause> pause = new AtomicReference<>(Pause.NONE);

  /** No call until then, as the clock counts. */
  private record Pause(Kind kind, boolean set, long until) {
    static final Pause NONE = new Pause(Kind.PAUSE, false, 0);

    Optional<Hindrance> at(long now) {
      return set && until - now > 0
          ? Optional.of(new Hindrance(kind, Duration.ofNanos(until - now)))
          : Optional.empty();
    }
  }

  ModelGuard(String model, GuardSettings settings, LongSupplier nanoTime, Runnable onChange) {
    this.inFlightLimit = settings.inFlight();
    this.nanoTime = nanoTime;
    this.breaker = new Breaker(model, settings.breaker(), nanoTime, onChange);
    this.rate = new Rate(settings.rates(model), nanoTime);
  }

  Optional<Hindrance> resting() {
    return pause
        .get()
        .at(nanoTime.getAsLong())
        .or(() -> breaker.openFor().map(left -> new Hindrance(Kind.BREAKER, left)));
  }

  BreakerState state() {
    return breaker.state();
  }

  int inFlight() {
    return inFlight.get();
  }

  Leave leave(Reach reach, long tokens) {
    Optional<Hindrance> resting = resting();
    if (resting.isPresent()) {
      return new Leave.Refused(resting.get());
    }
    if (inFlight.incrementAndGet() > inFlightLimit) {
      inFlight.decrementAndGet();
      return new Leave.Refused(new Hindrance(Kind.BUSY, SOON));
    }
    Optional<Hindrance> hindrance = enter(tokens);
    if (hindrance.isPresent()) {
      inFlight.decrementAndGet();
      return new Leave.Refused(hindrance.get());
    }
    return new Leave.Granted(new OneCall(reach, tokens));
  }

  /** The breaker comes last: whom it lets through may be its only trial. */
  private Optional<Hindrance> enter(long tokens) {
    Optional<Duration> wait = rate.take(tokens);
    if (wait.isPresent()) {
      return Optional.of(new Hindrance(Kind.RATE, wait.get()));
    }
    Optional<Duration> open = breaker.enter();
    open.ifPresent(_ -> rate.giveBack(tokens));
    return open.map(left -> new Hindrance(Kind.BREAKER, left));
  }

  private void pause(Verdict.Pause asked) {
    pause.set(new Pause(asked.kind(), true, nanoTime.getAsLong() + asked.time().toNanos()));
  }

  /** One call; leaves at the first close, later ones do nothing. */
  private final class OneCall implements Permit {
    private final Reach reach;
    private final long expected;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean left = new AtomicBoolean();

    OneCall(Reach reach, long expected) {
      this.reach = reach;
      this.expected = expected;
    }

    @Override
    public void answered(Duration firstOutput, long tokens) {
      if (told.compareAndSet(false, true)) {
        breaker.answered(firstOutput);
        rate.correct(expected, tokens);
      }
    }

    @Override
    public void failed(ProviderException failure, Duration latency) {
      if (!told.compareAndSet(false, true)) {
        return;
      }
      switch (Verdict.on(reach, failure, latency)) {
        case Verdict.Down _ -> breaker.failed(latency);
        case Verdict.Up _ -> breaker.answered(latency);
        case Verdict.Nothing _ -> breaker.left();
        case Verdict.Pause asked -> {
          breaker.left();
          pause(asked);
        }
      }
    }

    @Override
    public void close() {
      if (!left.compareAndSet(false, true)) {
        return;
      }
      if (told.compareAndSet(false, true)) {
        breaker.left();
      }
      inFlight.decrementAndGet();
    }
  }
}
