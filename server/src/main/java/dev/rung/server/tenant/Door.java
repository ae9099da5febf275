package dev.rung.server.tenant;

/** One of the daemon's doors, as far as who may enter. */
@FunctionalInterface
public interface Door {
  /** Where nobody has to show anything. */
  Door OPEN = (credentials, need) -> Entry.Admitted.ANYBODY;

  /** Whether a call is let in; never waits. */
  Entry ask(Credentials credentials, Need need);
}
