package dev.rung.bench.local;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param length of the whole soak
 * @param seed of everything that callers draw
 * @param callers at once
 */
record SoakOptions(Duration length, long seed, int callers) {
  static final String USAGE = "bench/run local-soak [--minutes 30] [--seed N] [--callers 12]";

  /** For as many samples as a verdict takes. */
  private static final int FEWEST_MINUTES = 3;

  SoakOptions {
    if (length.toMinutes() < FEWEST_MINUTES) {
      throw new IllegalArgumentException(
          "minutes must be " + FEWEST_MINUTES + " or more, not " + length.toMinutes());
    }
    if (callers < 1) {
      throw new IllegalArgumentException("callers must be 1 or more, not " + callers);
    }
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static SoakOptions parse(List<String> arguments) {
    long minutes = 30;
    long seed = 1;
    long callers = 12;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--minutes" -> minutes = number(option, rest);
        case "--seed" -> seed = number(option, rest);
        case "--callers" -> callers = number(option, rest);
        default -> throw new IllegalArgumentException("there is no option " + option);
      }
    }
    return new SoakOptions(Duration.ofMinutes(minutes), seed, Math.toIntExact(callers));
  }

  private static long number(String option, Iterator<String> rest) {
    String value = rest.hasNext() ? rest.next() : "";
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a whole number, not " + value, e);
    }
  }
}
