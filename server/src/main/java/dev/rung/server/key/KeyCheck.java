package dev.rung.server.key;

import dev.rung.server.provider.FailureKind;
import dev.rung.server.provider.ProviderException;
import java.time.Instant;

/** What a provider said when it was asked about a key. */
record KeyCheck(KeyStatus status, String detail, Instant at) {

  /**
   * What this failure of the question says. A question that the provider does not understand says
   * nothing.
   */
  static KeyStatus status(FailureKind kind) {
    return switch (kind) {
      case AUTH -> KeyStatus.REFUSED;
      case QUOTA_EXHAUSTED -> KeyStatus.NO_CREDIT;
      case RATE_LIMITED -> KeyStatus.THROTTLED;
      case TIMEOUT, UNAVAILABLE, OVERLOADED -> KeyStatus.UNREACHABLE;
      case BAD_RESPONSE, CONTEXT_TOO_LONG, CONTENT_FILTERED, INVALID_REQUEST ->
          KeyStatus.NOT_CHECKED;
    };
  }

  static KeyCheck of(ProviderException failure, Instant at) {
    return new KeyCheck(status(failure.kind()), failure.text(), at);
  }
}
