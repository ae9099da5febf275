package dev.rung.server.budget;

import dev.rung.server.generate.Money;

/**
 * The most that a budget allows.
 *
 * @param hard whether it is never passed; a soft one is only warned of
 * @param origin who set it
 */
public record Limit(Money most, boolean hard, Origin origin) {
  /** No higher one is taken, in US dollars; the settings' rule is the same. */
  public static final long MOST_USD = 1_000_000_000;

  /** Where a limit comes from. */
  public enum Origin {
    CONFIGURATION,
    /** Set while the daemon ran; outranks the configuration. */
    ADMIN
  }

  public Limit {
    if (most.nanos() < 0) {
      throw new IllegalArgumentException("a limit must not be negative: " + most);
    }
  }

  /** A hard one of the configuration. */
  public static Limit hard(Money most) {
    return new Limit(most, true, Origin.CONFIGURATION);
  }

  /** A soft one of the configuration. */
  public static Limit soft(Money most) {
    return new Limit(most, false, Origin.CONFIGURATION);
  }
}
