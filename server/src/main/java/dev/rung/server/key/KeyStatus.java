package dev.rung.server.key;

import java.util.Locale;

/** How a key stands. */
public enum KeyStatus {
  /** The provider took it, for something that it does not give without one. */
  VALID(true),
  /** The provider does not take it. */
  REFUSED(false),
  /** It is good, and its account has nothing left. */
  NO_CREDIT(false),
  /** It is good, and has to wait. */
  THROTTLED(true),
  /** Nobody could be asked. */
  UNREACHABLE(false),
  /** Nobody was asked, or the answer says nothing about the key. */
  NOT_CHECKED(true),
  /** It is named and not there. */
  MISSING(false);

  private final boolean usable;

  KeyStatus(boolean usable) {
    this.usable = usable;
  }

  /** As people and programs read it, such as "no_credit". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether calls are made with it: it is good as far as is known. */
  public boolean usable() {
    return usable;
  }
}
