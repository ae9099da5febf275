package dev.rung.server.guard;

import dev.rung.server.provider.Allowance;
import dev.rung.server.provider.Allowance.Unit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * The limits of one model that its provider tells with its responses: who would exceed one is held
 * back before the provider has to refuse. Safe for several threads; never waits.
 */
final class LearnedLimits {
  private final LongSupplier nanoTime;
  private final Map<Unit, LearnedLimit> limits = new EnumMap<>(Unit.class);
  private final Map<Unit, Long> taken = new EnumMap<>(Unit.class);
  private long calls;

  LearnedLimits(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (Unit unit : Unit.values()) {
      taken.put(unit, 0L);
    }
  }

  /** The answer to who wants to take from the limits. */
  sealed interface Answer {
    record Taken(Share share) implements Answer {}

    record Wait(Duration time) implements Answer {}
  }

  /**
   * What one call took.
   *
   * @param call its number
   * @param made when, as the clock counts
   * @param before what had been taken of each limit up to and with it
   */
  record Share(Expected tokens, long call, long made, Map<Unit, Long> before) {}

  /** Takes one request and its tokens from every limit; or nothing. */
  synchronized Answer take(Expected tokens) {
    long now = nanoTime.getAsLong();
    Duration wait = longest(tokens::of, now);
    if (wait.isPositive()) {
      return new Answer.Wait(wait);
    }
    move(tokens, 1);
    return new Answer.Taken(new Share(tokens, ++calls, now, new EnumMap<>(taken)));
  }

  /** How long nothing at all can be taken; zero where something can. */
  synchronized Duration usedUp() {
    return longest(_ -> 1, nanoTime.getAsLong());
  }

  /** How long it is until every limit has so much. */
  private Duration longest(ToLongFunction<Unit> wanted, long now) {
    Duration wait = Duration.ZERO;
    for (Map.Entry<Unit, LearnedLimit> limit : limits.entrySet()) {
      Duration one = limit.getValue().wait(wanted.applyAsLong(limit.getKey()), now);
      wait = one.compareTo(wait) > 0 ? one : wait;
    }
    return wait;
  }

  /** What a call took that the provider did not serve. */
  synchronized void giveBack(Expected tokens) {
    move(tokens, -1);
  }

  private void move(Expected tokens, int sign) {
    for (Unit unit : Unit.values()) {
      taken.merge(unit, sign * tokens.of(unit), Long::sum);
    }
    limits.forEach((unit, limit) -> limit.take((double) sign * tokens.of(unit)));
  }

  /** What the response to a call says. A call that was made before one that spoke says nothing. */
  synchronized void heard(Share share, List<Allowance> said) {
    for (Allowance allowance : said) {
      Optional<LearnedLimit> known = Optional.ofNullable(limits.get(allowance.unit()));
      if (known.map(limit -> limit.isOlderThan(share.call())).orElse(true)) {
        limits.put(allowance.unit(), learned(allowance, known, share));
      }
    }
  }

  private LearnedLimit learned(Allowance said, Optional<LearnedLimit> known, Share share) {
    long now = taken.getOrDefault(said.unit(), 0L);
    long then = share.before().getOrDefault(said.unit(), 0L);
    return new LearnedLimit(
        said,
        known.map(LearnedLimit::perNano).orElse(0.0),
        share.made(),
        share.call(),
        Math.max(0, now - then));
  }
}
