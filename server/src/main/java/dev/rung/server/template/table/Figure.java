package dev.rung.server.template.table;

import java.util.List;

/**
 * What a table says.
 *
 * @param metric its name as the table writes it
 * @param keys the cells of the key columns
 * @param value the cell with its unit
 * @param between the keys of the two rows that it was interpolated from; empty for a cell
 */
public record Figure(String metric, List<String> keys, String value, List<String> between) {
  public Figure {
    keys = List.copyOf(keys);
    between = List.copyOf(between);
  }
}
