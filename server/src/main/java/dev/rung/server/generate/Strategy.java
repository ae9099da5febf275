package dev.rung.server.generate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what a model is chosen among those that are able. */
public enum Strategy {
  BALANCED,
  QUALITY_FIRST,
  COST_FIRST,
  PREFER_LOCAL,
  LOCAL_ONLY,
  PRIORITY,
  PERFORMANCE,
  AB;

  private static final List<Strategy> OFFERED =
      List.of(BALANCED, QUALITY_FIRST, COST_FIRST, PREFER_LOCAL, LOCAL_ONLY, PRIORITY);

  /** What this version can be told to choose by; the contract has names for more. */
  public static List<Strategy> offered() {
    return OFFERED;
  }

  /** The strategy of this configured name, such as "quality-first". */
  public static Optional<Strategy> named(String name) {
    for (Strategy strategy : values()) {
      if (strategy.label().equals(name)) {
        return Optional.of(strategy);
      }
    }
    return Optional.empty();
  }

  /** As configuration and logs spell it, such as "quality-first". */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
