package dev.rung.bench.tiers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param files labelled prompts, never empty
 * @param config settings of the daemon; its defaults where absent
 * @param predictions where every single prediction is written
 * @param show of how many of the worst misses the text is shown
 */
record TierOptions(List<Path> files, Optional<Path> config, Optional<Path> predictions, int show) {
  static final String USAGE =
      "bench/run tiers FILE.jsonl... [--config FILE] [--predictions OUT.jsonl] [--show N]";

  TierOptions {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("name at least one file of labelled prompts");
    }
    if (show < 0) {
      throw new IllegalArgumentException("--show must be 0 or more, not " + show);
    }
  }

  /**
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static TierOptions parse(List<String> arguments) {
    List<Path> files = new ArrayList<>();
    Optional<Path> config = Optional.empty();
    Optional<Path> predictions = Optional.empty();
    int show = 0;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      switch (argument) {
        case "--config" -> config = Optional.of(Path.of(value(argument, rest)));
        case "--predictions" -> predictions = Optional.of(Path.of(value(argument, rest)));
        case "--show" -> show = number(argument, value(argument, rest));
        default -> files.add(file(argument));
      }
    }
    return new TierOptions(files, config, predictions, show);
  }

  private static Path file(String argument) {
    if (argument.startsWith("--")) {
      throw new IllegalArgumentException("there is no option " + argument);
    }
    return Path.of(argument);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a whole number, not " + value, e);
    }
  }
}
