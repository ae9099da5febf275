package dev.rung.server.costs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a report divides time; hours and days are those of UTC. */
public enum Step {
  /** Not at all. */
  WHOLE(Long.MAX_VALUE),
  HOUR(4),
  DAY(Quarters.A_DAY);

  private final long quarters;

  Step(long quarters) {
    this.quarters = quarters;
  }

  long quarters() {
    return quarters;
  }

  /** Such as "hour". */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The hour or day of this name. */
  public static Optional<Step> named(String label) {
    return Arrays.stream(values())
        .filter(step -> step != WHOLE && step.label().equals(label))
        .findFirst();
  }
}
