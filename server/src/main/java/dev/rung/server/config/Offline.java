package dev.rung.server.config;

import java.util.List;
import java.util.Locale;

/** How far the daemon may reach. */
public enum Offline {
  /** Anywhere. */
  NO,
  /** No connection beyond this machine. */
  YES,
  /** No connection at all: models of this process only. */
  STRICT;

  static final Format<Offline> FORMAT = Format.oneOf(List.of(values()), Offline::label);

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
