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
    BUSY("has too many calls in flight"),
    /** The rate that is configured for the model, or told by its provider, is used up. */
    RATE("has used up its rate limit"),
    /** The provider asked for a pause. */
    PAUSE("rests as its provider asked"),
    /** The account has no credit left. */
    QUOTA("has an account without credit"),
    /** The key was refused. */
    KEY("has a key that was refused"),
    /** Too many of the last calls failed or were slow. */
    BREAKER("failed too often of late"),
    /** Too many of the last calls with the key were limited. */
    LIMITED("has a key that was limited too often of late");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** Whether a person has to do something first: waiting alone does not help. */
    public boolean isForPeople() {
      return this == QUOTA || this == KEY;
    }

    /**
     * Whether it is a limit that is used up, and no sign that the model is not well. Providers ask
     * for pauses where one of theirs is.
     */
    public boolean isLimit() {
      return this == BUSY || this == RATE || this == PAUSE || this == LIMITED;
    }
  }

  /** For people; never a key or a text of a request. */
  public String text() {
    return kind.text + ": tried again in " + Math.ceilDiv(left.toNanos(), NANOS) + " s";
  }
}
