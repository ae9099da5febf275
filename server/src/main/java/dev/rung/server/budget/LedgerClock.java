package dev.rung.server.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The time that limits count in, to the millisecond. It stands still where the machine's clock is
 * set back by some minutes, so that no closed hour or day opens again; a clock that was wrong by
 * more is followed. Not safe for threads: the ledger's lock guards it.
 */
final class LedgerClock {
  /** A clock that is set back by no more is waited for. */
  private static final long SMALL_STEP_MILLIS = Duration.ofMinutes(10).toMillis();

  private final InstantSource source;
  private Instant now;

  LedgerClock(InstantSource source) {
    this.source = source;
    this.now = source.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** How time went on. */
  enum Move {
    STILL,
    FORWARD,
    BACK
  }

  /** The time of the last reading. */
  Instant now() {
    return now;
  }

  /** Reads the machine's clock. */
  Move read() {
    Instant read = source.instant().truncatedTo(ChronoUnit.MILLIS);
    if (read.isAfter(now)) {
      now = read;
      return Move.FORWARD;
    }
    if (now.toEpochMilli() - read.toEpochMilli() > SMALL_STEP_MILLIS) {
      now = read;
      return Move.BACK;
    }
    return Move.STILL;
  }
}
