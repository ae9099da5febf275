package dev.rung.server.tenant;

import dev.rung.server.guard.Rate;
import dev.rung.server.guard.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How much one tenant takes, against its limits. Safe for several threads; never waits. */
final class TenantLoad {
  private static final Duration PLACE_PAUSE = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private final AtomicInteger running = new AtomicInteger();
  private volatile Limits limits;

  /** Limits and the buckets that were made for them. */
  private record Limits(RateLimits rates, OptionalInt maxParallel, Rate rate) {}

  TenantLoad(TenantSettings settings, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.limits = limits(settings);
  }

  private Limits limits(TenantSettings settings) {
    return new Limits(
        settings.rates(), settings.maxParallel(), new Rate(settings.rates(), nanoTime));
  }

  /** Buckets stay where their limits do. */
  void apply(TenantSettings settings) {
    Limits current = limits;
    limits =
        current.rates.equals(settings.rates())
            ? new Limits(current.rates, settings.maxParallel(), current.rate)
            : limits(settings);
  }

  /** Whether nothing is lost where this is made anew: nothing runs, and no limit is touched. */
  boolean isAsNew() {
    return running.get() == 0 && limits.rate.isFull();
  }

  /** Why a request is not let in, and when to come again. */
  record Full(String what, Duration pause) {}

  /** What a request was let in with. Its first end counts, every further one does nothing. */
  final class Place {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Rate rate;
    private final long expected;

    private Place(Rate rate, long expected) {
      this.rate = rate;
      this.expected = expected;
    }

    /** It took so many tokens. */
    void end(long used) {
      if (ended.compareAndSet(false, true)) {
        running.decrementAndGet();
        rate.correct(expected, used);
      }
    }

    /** It was not made after all. */
    void giveBack() {
      if (ended.compareAndSet(false, true)) {
        running.decrementAndGet();
        rate.giveBack(expected);
      }
    }
  }

  /** Either of the two. */
  record Taken(Optional<Place> place, Optional<Full> full) {}

  /** Takes one request and the tokens it is expected to need. */
  Taken take(long expected) {
    Limits current = limits;
    int now = running.incrementAndGet();
    if (now > current.maxParallel.orElse(Integer.MAX_VALUE)) {
      running.decrementAndGet();
      String what = current.maxParallel.getAsInt() + " requests at once";
      return new Taken(Optional.empty(), Optional.of(new Full(what, PLACE_PAUSE)));
    }
    Optional<Duration> pause = current.rate.take(expected);
    if (pause.isPresent()) {
      running.decrementAndGet();
      return new Taken(Optional.empty(), Optional.of(new Full(text(current.rates), pause.get())));
    }
    return new Taken(Optional.of(new Place(current.rate, expected)), Optional.empty());
  }

  private static String text(RateLimits rates) {
    String requests =
        rates.requestsPerMinute().isPresent()
            ? rates.requestsPerMinute().getAsInt() + " requests"
            : "";
    String tokens =
        rates.tokensPerMinute().isPresent() ? rates.tokensPerMinute().getAsInt() + " tokens" : "";
    String and = requests.isEmpty() || tokens.isEmpty() ? "" : " and ";
    return requests + and + tokens + " a minute";
  }
}
