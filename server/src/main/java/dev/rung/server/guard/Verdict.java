package dev.rung.server.guard;

import dev.rung.server.guard.Hindrance.Kind;
import dev.rung.server.provider.ProviderException;
import dev.rung.server.provider.Reach;
import java.time.Duration;

/** What a failure says about the model it came from. */
sealed interface Verdict {
  /** It does not work. */
  record Down() implements Verdict {}

  /** It works: the fault is the request's. */
  record Up() implements Verdict {}

  /** Neither. */
  record Nothing() implements Verdict {}

  /** It is not to be asked for a while. */
  record Pause(Kind kind, Duration time) implements Verdict {}

  /** Who had less time than this for an answer proves nothing by having got none. */
  Duration PATIENCE = Duration.ofSeconds(5);

  /** Longer pauses than this are not believed. */
  Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A person has to do something first. */
  Duration UNTIL_REPAIRED = Duration.ofSeconds(30);

  /**
   * What this failure says.
   *
   * @param reach a full line in front of a model in this process says nothing: it moves on with
   *     every answer
   * @param latency until the failure
   */
  static Verdict on(Reach reach, ProviderException failure, Duration latency) {
    return switch (failure.kind()) {
      case OVERLOADED, UNAVAILABLE, BAD_RESPONSE -> new Down();
      case TIMEOUT -> latency.compareTo(PATIENCE) < 0 ? new Nothing() : new Down();
      case RATE_LIMITED -> reach == Reach.IN_PROCESS ? new Nothing() : limited(failure);
      case QUOTA_EXHAUSTED ->
          new Pause(Kind.QUOTA, least(failure.retryAfter().orElse(UNTIL_REPAIRED), LONGEST_PAUSE));
      case AUTH -> new Pause(Kind.KEY, UNTIL_REPAIRED);
      case INVALID_REQUEST -> failure.isNotThere() ? new Down() : new Up();
      case CONTEXT_TOO_LONG, CONTENT_FILTERED -> new Up();
    };
  }

  /**
   * What a failure with this verdict says about how busy the provider is: that it refuses for want
   * of room, or took long.
   */
  static AdaptiveLimit.Sign sign(Verdict verdict, ProviderException failure) {
    return switch (failure.kind()) {
      case OVERLOADED, RATE_LIMITED -> AdaptiveLimit.Sign.CONGESTED;
      case TIMEOUT ->
          verdict instanceof Down ? AdaptiveLimit.Sign.CONGESTED : AdaptiveLimit.Sign.NONE;
      case QUOTA_EXHAUSTED,
          UNAVAILABLE,
          BAD_RESPONSE,
          AUTH,
          CONTEXT_TOO_LONG,
          CONTENT_FILTERED,
          INVALID_REQUEST ->
          AdaptiveLimit.Sign.NONE;
    };
  }

  private static Verdict limited(ProviderException failure) {
    return failure
        .retryAfter()
        .filter(Duration::isPositive)
        .<Verdict>map(wait -> new Pause(Kind.PAUSE, least(wait, LONGEST_PAUSE)))
        .orElseGet(Down::new);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
