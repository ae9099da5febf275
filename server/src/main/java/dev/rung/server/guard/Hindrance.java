package dev.rung.server.guard;

import java.time.Duration;

/**
 * What keeps a call from being made now.
 *
 * @param left after which it is worth asking again
 */
public record Hindrance(Kind kind, Duration left) {
  private static final long NANOS = 1_000_000_000;

  /** What it is. */
  public enum Kind {
    /** As many calls are in flight as may be. */
    BUSY("too many calls in flight"),
    /** The rate that is configured for the model is used up. */
    RATE("its rate limit is used up"),
    /** The provider asked for a pause. */
    PAUSE("its provider asked for a pause"),
    /** The account has no credit left. */
    QUOTA("the quota of its account is used up"),
    /** The key was refused. */
    KEY("its key was refused"),
    /** Too many of the last calls failed or were slow. */
    BREAKER("it failed too often of late");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** For people; never a key or a text of a request. */
  public String text() {
    return kind.text + ": asked again in " + Math.ceilDiv(left.toNanos(), NANOS) + " s";
  }
}
