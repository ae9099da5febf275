package dev.rung.server.guard;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Requests and tokens of one model or tenant in a minute, as two token buckets. Safe for several
 * threads; never waits.
 *
 * <p>A bucket holds a tenth of its limit and gets the other nine tenths in the course of a minute,
 * so that what is taken in any minute, wherever it begins, does not exceed the limit. Calls that
 * need more tokens than the bucket holds wait until it is full and leave it in debt. What calls
 * took beyond what was expected keeps a limit in debt for an hour at most, whatever is said.
 */
public final class Rate {
  private static final int PARTS = 10;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long LONGEST_DEBT_MINUTES = 60;

  private final Optional<Limit> requests;
  private final Optional<Limit> tokens;

  public Rate(RateLimits limits, LongSupplier nanoTime) {
    this.requests = Limit.of(limits.requestsPerMinute(), nanoTime);
    this.tokens = Limit.of(limits.tokensPerMinute(), nanoTime);
  }

  /** Takes one request and its tokens; or nothing, and says how long to wait. */
  public Optional<Duration> take(long expected) {
    Optional<Duration> wait = requests.flatMap(limit -> limit.take(1));
    if (wait.isPresent()) {
      return wait;
    }
    Optional<Duration> forTokens = tokens.flatMap(limit -> limit.take(expected));
    if (forTokens.isPresent()) {
      requests.ifPresent(limit -> limit.giveBack(1));
    }
    return forTokens;
  }

  /** Whether everything may be taken that ever may be at once. */
  public boolean isFull() {
    return requests.map(Limit::isFull).orElse(true) && tokens.map(Limit::isFull).orElse(true);
  }

  /** Makes good for a wrong guess. */
  public void correct(long expected, long used) {
    tokens.ifPresent(limit -> {
      if (used > expected) {
        limit.charge(used - expected);
      } else {
        limit.correct(used - expected);
      }
    });
  }

  /** What a call took that was not made. */
  public void giveBack(long expected) {
    requests.ifPresent(limit -> limit.giveBack(1));
    tokens.ifPresent(limit -> limit.giveBack(expected));
  }

  /**
   * One bucket.
   *
   * @param holds what it holds at most
   * @param refill what it gets in a minute
   */
  private record Limit(Bucket bucket, long holds, long refill) {

    static Optional<Limit> of(OptionalInt perMinute, LongSupplier nanoTime) {
      return perMinute.isEmpty()
          ? Optional.empty()
          : Optional.of(of(perMinute.getAsInt(), nanoTime));
    }

    private static Limit of(int perMinute, LongSupplier nanoTime) {
      long holds = Math.max(1, perMinute / PARTS);
      long refill = Math.max(1, perMinute - holds);
      Bucket bucket =
          Bucket.builder()
              .withCustomTimePrecision(new Monotonic(nanoTime))
              .addLimit(limit -> limit.capacity(holds).refillGreedy(refill, MINUTE))
              .build();
      return new Limit(bucket, holds, refill);
    }

    Optional<Duration> take(long amount) {
      long checked = Math.clamp(amount, 1, holds);
      if (!bucket.tryConsume(checked)) {
        return Optional.of(
            Duration.ofNanos(bucket.estimateAbilityToConsume(checked).getNanosToWaitForRefill()));
      }
      correct(amount - checked);
      return Optional.empty();
    }

    boolean isFull() {
      return bucket.getAvailableTokens() >= holds;
    }

    void giveBack(long amount) {
      correct(-amount);
    }

    /** What was taken beyond what was expected; two at once may pass the longest debt together. */
    void charge(long more) {
      long room = bucket.getAvailableTokens() + LONGEST_DEBT_MINUTES * refill;
      correct(Math.clamp(room, 0, more));
    }

    void correct(long more) {
      if (more > 0) {
        bucket.consumeIgnoringRateLimits(more);
      } else if (more < 0) {
        bucket.addTokens(-more);
      }
    }
  }

  /** The clock of the buckets. */
  private record Monotonic(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
