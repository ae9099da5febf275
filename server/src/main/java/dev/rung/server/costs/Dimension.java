package dev.rung.server.costs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What costs are told apart by. */
public enum Dimension {
  MODEL,
  TIER,
  TENANT,
  PROVIDER;

  /** Such as "model"; the name of its column, too. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Dimension> named(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }
}
