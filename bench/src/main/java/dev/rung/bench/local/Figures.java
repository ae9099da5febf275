package dev.rung.bench.local;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Figures of one round, as one process prints them for another: a line each. */
final class Figures {
  private static final String MARK = "figure ";

  private final Map<Figure, Double> values = new EnumMap<>(Figure.class);

  void put(Figure figure, double value) {
    values.put(figure, value);
  }

  Optional<Double> get(Figure figure) {
    return Optional.ofNullable(values.get(figure));
  }

  static String line(Figure figure, double value) {
    return MARK + figure + " " + value;
  }

  /**
   * Reads a line, if it is one of a figure.
   *
   * @return which one it was
   */
  Optional<Figure> read(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    String[] words = line.substring(MARK.length()).split(" ", -1);
    Figure figure = Figure.valueOf(words[0]);
    put(figure, Double.parseDouble(words[1]));
    return Optional.of(figure);
  }
}
