package dev.rung.bench.local;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One figure over several rounds. */
record Measured(List<Double> rounds) {
  Measured {
    rounds = List.copyOf(rounds);
  }

  static Measured of(Stream<Double> rounds) {
    return new Measured(rounds.toList());
  }

  boolean isMissing() {
    return rounds.isEmpty();
  }

  /** The middle one; the lower of two. */
  double median() {
    return rounds.stream().sorted().skip((rounds.size() - 1) / 2).findFirst().orElse(Double.NaN);
  }

  /** The middle, and from which to which. */
  String text(String format) {
    if (isMissing()) {
      return "-";
    }
    String middle = String.format(Locale.ROOT, format, median());
    String least = String.format(Locale.ROOT, format, edge(true));
    String most = String.format(Locale.ROOT, format, edge(false));
    return least.equals(most) ? middle : middle + " (" + least + " - " + most + ")";
  }

  private double edge(boolean least) {
    return rounds.stream().reduce(least ? Math::min : Math::max).orElse(Double.NaN);
  }
}
