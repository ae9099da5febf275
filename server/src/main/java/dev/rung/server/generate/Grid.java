package dev.rung.server.generate;

import java.util.List;

/** A grid puzzle's input or output: rows of colours, all of the same length. */
public record Grid(List<List<Integer>> rows) {
  public Grid {
    rows = rows.stream().map(List::copyOf).toList();
    if (rows.stream().mapToInt(List::size).distinct().count() > 1) {
      throw new IllegalArgumentException("rows of a grid must all have the same length");
    }
  }
}
