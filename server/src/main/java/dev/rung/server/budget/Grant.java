package dev.rung.server.budget;

/** The ledger's answer to a wish to spend. */
public sealed interface Grant {
  record Reserved(Reservation reservation) implements Grant {}

  /** No room under this budget. */
  record Refused(Headroom headroom) implements Grant {}

  /**
   * What costs money cannot be written down now, and so is not granted.
   *
   * @param why and what to do about it
   */
  record Unwritable(String why) implements Grant {}
}
