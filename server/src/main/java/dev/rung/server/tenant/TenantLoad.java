package dev.rung.server.tenant;

import dev.rung.server.guard.Rate;
import dev.rung.server.guard.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** How much one tenant takes, against its limits. Safe for several threads; never waits. */
final class TenantLoad {
  private static final Duration PLACE_PAUSE = Duration.ofSeconds(1);

  private final AtomicInteger running = new AtomicInteger();
  private final Rate rate;

  TenantLoad(LongSupplier nanoTime) {
    this.rate = Rate.atOnce(RateLimits.NONE, nanoTime);
  }

  /** Whether nothing is lost where this is made anew: nothing runs, and no limit is touched. */
  boolean isAsNew() {
    return running.get() == 0 && rate.isFull();
  }

  /** Why a request is not let in, and when to come again. */
  record Full(String what, Duration pause) {}

  /** What a request was let in with. Its first end counts, every further one does nothing. */
  final class Place {
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Rate.Share share;

    private Place(Rate.Share share) {
      this.share = share;
    }

    /** It took so many tokens. */
    void end(long used) {
      if (ended.compareAndSet(false, true)) {
        running.decrementAndGet();
        rate.used(share, used);
      }
    }

    /** It was not made after all. */
    void giveBack() {
      if (ended.compareAndSet(false, true)) {
        running.decrementAndGet();
        rate.giveBack(share);
      }
    }
  }

  /** Either of the two. */
  record Taken(Optional<Place> place, Optional<Full> full) {}

  /**
   * Takes one request and the tokens it is expected to need.
   *
   * @param settings in force now; what was taken under others counts under these, too
   */
  Taken take(TenantSettings settings, long expected) {
    rate.apply(settings.rates());
    int now = running.incrementAndGet();
    if (now > settings.maxParallel().orElse(Integer.MAX_VALUE)) {
      running.decrementAndGet();
      String what = settings.maxParallel().getAsInt() + " requests at once";
      return new Taken(Optional.empty(), Optional.of(new Full(what, PLACE_PAUSE)));
    }
    return switch (rate.take(expected)) {
      case Rate.Answer.Taken(var share) ->
          new Taken(Optional.of(new Place(share)), Optional.empty());
      case Rate.Answer.Wait(var pause) -> {
        running.decrementAndGet();
        yield new Taken(Optional.empty(), Optional.of(new Full(text(settings.rates()), pause)));
      }
    };
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
