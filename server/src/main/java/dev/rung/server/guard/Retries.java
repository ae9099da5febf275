package dev.rung.server.guard;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether a failed call is made once more, and when: exponential backoff with full jitter, or the
 * wait that the provider asked for, out of a budget that keeps an outage from being multiplied.
 * Safe for several threads; never waits itself.
 *
 * <p>Source of the jitter: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
 * 2015.
 */
public final class Retries {
  /** Retries that are there without any call before: a quiet daemon may retry, too. */
  private static final int STOCK = 10;

  private static final int DOUBLINGS = 20;

  private final RetrySettings settings;
  private final RandomGenerator random;
  private final CallShare budget;

  public Retries(RetrySettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
    this.budget = new CallShare(settings.share(), STOCK);
  }

  /** A first call is made, which earns a share of a retry. */
  public void called() {
    budget.called();
  }

  /**
   * The wait before the next call at the same model; absent where none is to be made. What is
   * granted is taken from the budget.
   *
   * @param made retries of this request at this model so far
   * @param left until the request must have ended
   */
  public Optional<Duration> next(int made, ProviderException failure, Duration left) {
    if (made >= settings.most() || !isPassing(failure)) {
      return Optional.empty();
    }
    Optional<Duration> wait =
        Optional.of(wait(made, failure))
            .filter(w -> w.compareTo(settings.longest()) <= 0)
            .filter(w -> w.multipliedBy(2).compareTo(left) < 0);
    return wait.filter(_ -> budget.take());
  }

  /**
   * Whether the same model is asked once more, at once, after it answered with something else than
   * the request wants. Nothing is taken from the budget, which is there for outages: requests that
   * no answer can meet would use it up for all others.
   *
   * @param made retries of this request at this model so far, for whatever reason
   */
  public boolean again(int made) {
    return made < settings.most();
  }

  /** Whether the same call may succeed a moment later without harm; the provider knows best. */
  private static boolean isPassing(ProviderException failure) {
    return failure.repeat().orElseGet(() -> isPassing(failure.kind()));
  }

  private static boolean isPassing(FailureKind kind) {
    return switch (kind) {
      case RATE_LIMITED, OVERLOADED, UNAVAILABLE, BAD_RESPONSE -> true;
      case TIMEOUT, QUOTA_EXHAUSTED, AUTH, CONTEXT_TOO_LONG, CONTENT_FILTERED, INVALID_REQUEST ->
          false;
    };
  }

  private Duration wait(int made, ProviderException failure) {
    Duration jitter = Duration.ofNanos(random.nextLong(highest(made).toNanos()) + 1);
    return failure.retryAfter().map(jitter::plus).orElse(jitter);
  }

  private Duration highest(int made) {
    Duration doubled = settings.backoff().multipliedBy(1L << Math.min(made, DOUBLINGS));
    return doubled.compareTo(settings.longest()) < 0 ? doubled : settings.longest();
  }
}
