package dev.rung.server.template.table;

import java.util.List;

/**
 * A column whose cells are asked for.
 *
 * @param unit written after a value; "" where there is none
 * @param names what it is called, the column's own name among them
 */
public record Metric(String column, String unit, List<String> names) {
  public Metric {
    names = List.copyOf(names);
  }

  /** A value with its unit. */
  String withUnit(String value) {
    if (unit.isEmpty()) {
      return value;
    }
    return value + (unit.startsWith("%") ? "" : " ") + unit;
  }
}
