package dev.rung.server.models.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A hub did not do what it was asked for. The message says what to do, and holds no token and no
 * address that is signed.
 */
public final class HubException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean passing;
  private final transient Optional<Duration> retryAfter;

  private HubException(String message, boolean passing, Optional<Duration> retryAfter) {
    super(message);
    this.passing = passing;
    this.retryAfter = retryAfter;
  }

  /** Asking again would end the same way. */
  public static HubException lasting(String message) {
    return new HubException(message, false, Optional.empty());
  }

  /** Asking again may help. */
  public static HubException passing(String message) {
    return new HubException(message, true, Optional.empty());
  }

  /** The same, with the wait that the hub asked for. */
  HubException withRetryAfter(Optional<Duration> wait) {
    return new HubException(text(), passing, wait);
  }

  /** Whether asking again may help. */
  public boolean isPassing() {
    return passing;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The message; never null here. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
