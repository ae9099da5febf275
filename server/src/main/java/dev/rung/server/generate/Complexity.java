package dev.rung.server.generate;

/** How hard a task is, in words; derived from its tier. */
public enum Complexity {
  SIMPLE,
  MEDIUM,
  COMPLEX;

  /** Tiers 0 and 1 are simple, 2 and 3 are medium, 4 is complex. */
  public static Complexity of(Tier tier) {
    return switch (tier) {
      case TEMPLATE, TINY -> SIMPLE;
      case SMALL, Tier.MEDIUM, LOCAL_FALLBACK -> MEDIUM;
      case LARGE -> COMPLEX;
    };
  }
}
