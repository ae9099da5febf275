package dev.rung.server.key;

import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.ProviderException;
import java.time.Duration;

/** What a failed call says about the key that it was made with. */
sealed interface KeyVerdict {
  /** Nothing: the fault is the model's, the provider's or the request's. */
  record Clear() implements KeyVerdict {}

  /** It is of no use, for any model or for this one, until somebody has done something. */
  record Useless(Kind kind, boolean everywhere) implements KeyVerdict {}

  /** It must not be used for this model for a while. */
  record Paused(Kind kind, Duration time) implements KeyVerdict {}

  /** It was limited without a word on how long. */
  record Limited() implements KeyVerdict {}

  /** Longer pauses than this are not believed. */
  Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  int FORBIDDEN = 403;
  int PROXY_REFUSED = 407;
  int TOO_MANY_REQUESTS = 429;

  /**
   * What this failure says. A refusal with 403 and a limit or quota with 429 may be those of one
   * model, which is why the key rests for that model alone; others find out by themselves.
   */
  static KeyVerdict on(ProviderException failure) {
    int status = failure.status().orElse(0);
    return switch (failure.kind()) {
      case AUTH ->
          status == PROXY_REFUSED ? new Clear() : new Useless(Kind.KEY, status != FORBIDDEN);
      case QUOTA_EXHAUSTED ->
          failure
              .retryAfter()
              .filter(Duration::isPositive)
              .<KeyVerdict>map(wait -> new Paused(Kind.QUOTA, least(wait)))
              .orElseGet(() -> new Useless(Kind.QUOTA, status != TOO_MANY_REQUESTS));
      case RATE_LIMITED ->
          failure
              .retryAfter()
              .filter(Duration::isPositive)
              .<KeyVerdict>map(wait -> new Paused(Kind.PAUSE, least(wait)))
              .orElseGet(Limited::new);
      case TIMEOUT,
          OVERLOADED,
          UNAVAILABLE,
          BAD_RESPONSE,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          INVALID_REQUEST ->
          new Clear();
    };
  }

  private static Duration least(Duration wait) {
    return wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE;
  }
}
