package dev.rung.server.template.table;

import java.util.List;
import java.util.Map;

/**
 * What the columns of a table of figures are.
 *
 * @param keys the columns that tell rows apart
 * @param metrics the columns that are asked for
 * @param otherNames of cells of the key columns, each with the cell it stands for
 * @param interpolated whether a value between two rows is worked out from both
 */
public record Layout(
    List<String> keys, List<Metric> metrics, Map<String, String> otherNames, boolean interpolated) {
  public Layout {
    keys = List.copyOf(keys);
    metrics = List.copyOf(metrics);
    otherNames = Map.copyOf(otherNames);
  }
}
