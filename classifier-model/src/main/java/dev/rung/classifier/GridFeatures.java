package dev.rung.classifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How involved a grid puzzle is; every figure is 0 to 1.
 *
 * @param size cells of the largest grid, against {@value #LARGEST}
 * @param entropy of the colours over all cells (Shannon), against ten equally frequent colours
 * @param diversity different colours, against ten
 * @param transformation how much changes from each grid to the next: shape, colours, cells
 */
public record GridFeatures(double size, double entropy, double diversity, double transformation) {
  /** Cells of a grid of 30 by 30. */
  static final int LARGEST = 900;

  private static final int COLOURS = 10;
  private static final double SHAPE_CHANGES = 0.4;
  private static final double COLOURS_CHANGE = 0.3;
  private static final double CELLS_CHANGE = 0.3;

  /** Of grids given as rows of colours, inputs and outputs in turn; at least one grid. */
  public static GridFeatures of(List<List<List<Integer>>> grids) {
    if (grids.isEmpty()) {
      throw new IllegalArgumentException("grids must not be empty");
    }
    Map<Integer, Integer> colours = new HashMap<>();
    int largest = 0;
    int cells = 0;
    for (List<List<Integer>> grid : grids) {
      int here = 0;
      for (List<Integer> row : grid) {
        here += row.size();
        row.forEach(colour -> colours.merge(colour, 1, Integer::sum));
      }
      cells += here;
      largest = Math.max(largest, here);
    }
    return new GridFeatures(
        Math.min(1, (double) largest / LARGEST),
        entropy(colours, cells),
        Math.min(1, (double) colours.size() / COLOURS),
        transformation(grids));
  }

  private static double entropy(Map<Integer, Integer> colours, int cells) {
    double entropy = 0;
    for (int count : colours.values()) {
      double share = (double) count / cells;
      entropy -= share * Math.log(share);
    }
    return Math.min(1, entropy / Math.log(COLOURS));
  }

  private static double transformation(List<List<List<Integer>>> grids) {
    double sum = 0;
    for (int i = 1; i < grids.size(); i++) {
      sum += change(grids.get(i - 1), grids.get(i));
    }
    return grids.size() < 2 ? 0 : sum / (grids.size() - 1);
  }

  private static double change(List<List<Integer>> from, List<List<Integer>> to) {
    double colours = colours(from).equals(colours(to)) ? 0 : COLOURS_CHANGE;
    if (from.size() != to.size() || width(from) != width(to)) {
      return SHAPE_CHANGES + colours + CELLS_CHANGE;
    }
    return colours + CELLS_CHANGE * differing(from, to);
  }

  private static double differing(List<List<Integer>> from, List<List<Integer>> to) {
    int differing = 0;
    for (int row = 0; row < from.size(); row++) {
      for (int column = 0; column < width(from); column++) {
        differing += from.get(row).get(column).equals(to.get(row).get(column)) ? 0 : 1;
      }
    }
    int cells = from.size() * width(from);
    return cells == 0 ? 0 : (double) differing / cells;
  }

  private static int width(List<List<Integer>> grid) {
    return grid.isEmpty() ? 0 : grid.getFirst().size();
  }

  private static Set<Integer> colours(List<List<Integer>> grid) {
    Set<Integer> colours = new HashSet<>();
    grid.forEach(colours::addAll);
    return colours;
  }
}
