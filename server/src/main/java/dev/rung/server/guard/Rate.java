package dev.rung.server.guard;

import dev.rung.server.guard.SlidingWindow.Part;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Requests and tokens of one model or tenant in a minute, as sliding windows: no minute, wherever
 * it begins, sees more than the limit. Safe for several threads; never waits for anything but for
 * another thread's arithmetic.
 *
 * <p>A call that needs more tokens than the limit may be made when nothing else counts any more,
 * and leaves the limit in debt. What calls took beyond what was expected keeps a limit in debt for
 * an hour at most, whatever is said.
 */
public final class Rate {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Into how many parts a minute is cut where its limit comes in the course of it. */
  private static final int PARTS = 10;

  private static final Share NOTHING = new Share(Optional.empty(), Optional.empty(), 0);

  private final boolean steady;
  private final LongSupplier nanoTime;
  private RateLimits limits = RateLimits.NONE;
  private Optional<SlidingWindow> requests = Optional.empty();
  private Optional<SlidingWindow> tokens = Optional.empty();

  private Rate(RateLimits limits, boolean steady, LongSupplier nanoTime) {
    this.steady = steady;
    this.nanoTime = nanoTime;
    apply(limits);
  }

  /** One of which everything that a minute allows may be taken at once. */
  public static Rate atOnce(RateLimits limits, LongSupplier nanoTime) {
    return new Rate(limits, false, nanoTime);
  }

  /**
   * One of which a tenth may be taken at once, or one where that is less, and the rest in the
   * course of the minute: for those who count a minute's limit by the second.
   */
  static Rate steady(RateLimits limits, LongSupplier nanoTime) {
    return new Rate(limits, true, nanoTime);
  }

  /** The answer to who wants to take. */
  public sealed interface Answer {
    /** It was taken. */
    record Taken(Share share) implements Answer {}

    /** Nothing was: after this time it can be, if nothing else is taken meanwhile. */
    record Wait(Duration time) implements Answer {}
  }

  /** What one call took of a window. */
  private record Taking(SlidingWindow window, Part part) {}

  /** What one call took; {@link #used} or {@link #giveBack} is told once what came of it. */
  public static final class Share {
    private final Optional<Taking> request;
    private final Optional<Taking> tokens;
    private final long expected;

    private Share(Optional<Taking> request, Optional<Taking> tokens, long expected) {
      this.request = request;
      this.tokens = tokens;
      this.expected = expected;
    }
  }

  /** Takes over other limits; what was taken under limits of before still counts. */
  public synchronized void apply(RateLimits next) {
    if (next.equals(limits)) {
      return;
    }
    requests = window(requests, next.requestsPerMinute());
    tokens = window(tokens, next.tokensPerMinute());
    limits = next;
  }

  private Optional<SlidingWindow> window(Optional<SlidingWindow> known, OptionalInt perMinute) {
    if (perMinute.isEmpty()) {
      return Optional.empty();
    }
    long limit = perMinute.getAsInt();
    long most = steady ? Math.max(1, limit / PARTS) : limit;
    // A whole number of them in a minute: of a part of one, all might be taken.
    long windows = limit / most;
    Duration length = MINUTE.plusNanos(windows - 1).dividedBy(windows);
    long now = nanoTime.getAsLong();
    known.ifPresent(window -> window.limit(most, length, now));
    return known.or(() -> Optional.of(new SlidingWindow(most, length, now)));
  }

  /** Takes one request and its tokens; or nothing. */
  public synchronized Answer take(long expected) {
    if (requests.isEmpty() && tokens.isEmpty()) {
      return new Answer.Taken(NOTHING);
    }
    long now = nanoTime.getAsLong();
    long wait = Math.max(wait(requests, 1, now), wait(tokens, expected, now));
    return wait > 0
        ? new Answer.Wait(Duration.ofNanos(wait))
        : new Answer.Taken(
            new Share(take(requests, 1, now), take(tokens, expected, now), expected));
  }

  private static long wait(Optional<SlidingWindow> window, long amount, long now) {
    return window.isPresent() ? window.get().wait(amount, now) : 0;
  }

  private static Optional<Taking> take(Optional<SlidingWindow> from, long amount, long now) {
    return from.map(window -> new Taking(window, window.take(amount, now)));
  }

  /** Whether everything may be taken that ever may be at once. */
  public synchronized boolean isFull() {
    long now = nanoTime.getAsLong();
    return requests.map(window -> window.isEmpty(now)).orElse(true)
        && tokens.map(window -> window.isEmpty(now)).orElse(true);
  }

  /** The call has ended and used so many tokens. */
  public synchronized void used(Share share, long used) {
    long now = nanoTime.getAsLong();
    share.tokens.ifPresent(taking -> {
      if (used > share.expected) {
        taking.window.charge(used - share.expected, now);
      } else {
        taking.window.giveBack(taking.part, share.expected - used, now);
      }
    });
  }

  /** The call was not made. */
  public synchronized void giveBack(Share share) {
    long now = nanoTime.getAsLong();
    share.request.ifPresent(taking -> taking.window.giveBack(taking.part, 1, now));
    share.tokens.ifPresent(taking -> taking.window.giveBack(taking.part, share.expected, now));
  }
}
