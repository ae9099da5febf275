package dev.rung.server.budget;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a ledger is between its start and its end: why nothing may be granted yet or any more,
 * and in between its open reservations and their numbers. Not safe for threads: the ledger's lock
 * guards it.
 */
final class LedgerPhase {
  /** Of an attempt that began before the ledger did. */
  static final long NO_ID = 0;

  private Optional<OpenReservations> reservations = Optional.empty();
  private String notBegun = "the ledger has not begun yet";
  private long nextId;
  private boolean ending;

  /** What is open; absent before the beginning and after the end. */
  Optional<OpenReservations> reservations() {
    return reservations;
  }

  /** The number of the next reservation. */
  long nextId() {
    return reservations.isPresent() ? nextId : NO_ID;
  }

  /** The same, used up. */
  long takeId() {
    return reservations.isPresent() ? nextId++ : NO_ID;
  }

  /** When each open reservation began. */
  Stream<Instant> beginnings() {
    return reservations.stream().flatMap(OpenReservations::beginnings);
  }

  /** Whether it is ending, so that nothing more is noted. */
  boolean isEnding() {
    return ending;
  }

  /** Why nothing may be granted that costs money; empty where this stands in no way. */
  Optional<String> fault() {
    if (ending) {
      return Optional.of("the daemon is ending");
    }
    return reservations.isPresent() ? Optional.empty() : Optional.of(notBegun);
  }

  void notBegun(String why) {
    notBegun = why;
  }

  /** Takes the slots into use. */
  void begin(Slots slots, long firstId) {
    reservations = Optional.of(new OpenReservations(slots));
    nextId = Math.max(nextId, firstId);
  }

  void end() {
    ending = true;
  }

  /** Uses the slots no more; whether none was in use. */
  boolean leave() {
    boolean empty = reservations.map(OpenReservations::isEmpty).orElse(false);
    reservations = Optional.empty();
    return empty;
  }
}
