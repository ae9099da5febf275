package dev.rung.server.generate;

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
