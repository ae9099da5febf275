package dev.rung.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * How the time of a decision grows with the length of its prompt.
 *
 * @param micros the median, by shape, then by length in characters
 */
record Scaling(Map<TextShape, SortedMap<Integer, Double>> micros) {

  /** A line per shape and length: the time and two ratios, of which 1 is linear and as prose. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    micros.forEach((shape, byLength) ->
        byLength.forEach((length, time) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "%-14s %,9d characters %,12.1f us   per character %6.2f x its"
                        + " shortest   %6.2f x prose",
                    shape,
                    length,
                    time,
                    growth(shape, length),
                    againstProse(shape, length)))));
    return lines;
  }

  /** Time per character, as a multiple of that of the shape's shortest text. */
  double growth(TextShape shape, int length) {
    SortedMap<Integer, Double> byLength = of(shape);
    int shortest = byLength.firstKey();
    return time(shape, length) / length / (time(shape, shortest) / shortest);
  }

  /** Time as a multiple of that of prose of the same length. */
  double againstProse(TextShape shape, int length) {
    return time(shape, length) / time(TextShape.PROSE, length);
  }

  private double time(TextShape shape, int length) {
    Double time = of(shape).get(length);
    if (time == null) {
      throw new IllegalArgumentException(shape + " was not measured at " + length);
    }
    return time;
  }

  private SortedMap<Integer, Double> of(TextShape shape) {
    SortedMap<Integer, Double> byLength = micros.get(shape);
    if (byLength == null) {
      throw new IllegalArgumentException(shape + " was not measured");
    }
    return byLength;
  }
}
