package dev.rung.server.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a key may be used for. None includes another. */
public enum Scope {
  /** Asking for answers, dry runs and feedback. */
  GENERATE,
  /** Reading the figures of one's own tenant, and having them begin anew. */
  STATS,
  /** Everything of the Admin service, and the figures of every tenant. */
  ADMIN;

  /** As keys, tokens and messages spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The scope of this label. */
  public static Optional<Scope> named(String label) {
    return Arrays.stream(values()).filter(scope -> scope.label().equals(label)).findFirst();
  }
}
