package dev.rung.server.template.table;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the columns of a layout are in a file, and which of them hold numbers. */
record Columns(
    Layout layout,
    List<Integer> keyColumns,
    List<Boolean> numericKeys,
    List<Integer> metricColumns,
    List<Boolean> numericMetrics) {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(?:\\.[0-9]{1,30})?");

  static Columns of(Layout layout, CsvTable csv) throws TableException {
    List<Integer> keys = new ArrayList<>();
    for (String key : layout.keys()) {
      keys.add(csv.required(key));
    }
    List<Integer> metrics = new ArrayList<>();
    for (Metric metric : layout.metrics()) {
      metrics.add(csv.required(metric.column()));
    }
    var columns =
        new Columns(
            layout,
            List.copyOf(keys),
            keys.stream().map(key -> areNumbers(key, csv)).toList(),
            List.copyOf(metrics),
            metrics.stream().map(metric -> areNumbers(metric, csv)).toList());
    columns.check(csv);
    return columns;
  }

  /** A number as keys are compared: "21.0" is "21". */
  static String canonical(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  static boolean isNumber(String cell) {
    return NUMBER.matches(cell);
  }

  boolean isNumeric(int key) {
    return numericKeys.get(key);
  }

  boolean isNumber(int metric) {
    return numericMetrics.get(metric);
  }

  /** Which key is a number; -1 where none is. */
  int numericKey() {
    return numericKeys.indexOf(true);
  }

  String cell(Row row, int metric) {
    return row.cells().get(metricColumns.get(metric));
  }

  /** The cells of the key columns. */
  List<String> keys(Row row) {
    return keyColumns.stream().map(row.cells()::get).toList();
  }

  List<String> canonicalKeys(Row row) throws TableException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < keyColumns.size(); i++) {
      String cell = row.cells().get(keyColumns.get(i));
      if (cell.isEmpty()) {
        throw new TableException(
            row.line(), "nothing in the column \"" + layout.keys().get(i) + "\"");
      }
      keys.add(isNumeric(i) ? canonical(new BigDecimal(cell)) : Names.ofEntry(cell));
    }
    return keys;
  }

  /** The metrics by all of their names. */
  Map<String, Integer> metricsByName() throws TableException {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < layout.metrics().size(); i++) {
      for (String name : layout.metrics().get(i).names()) {
        Integer other = byName.putIfAbsent(Names.ofEntry(name), i);
        if (other != null && other != i) {
          throw new TableException(1, "two metrics are called \"" + name + "\"");
        }
      }
    }
    return byName;
  }

  private static boolean areNumbers(int column, CsvTable csv) {
    return csv.rows().stream()
        .map(row -> row.cells().get(column))
        .allMatch(cell -> cell.isEmpty() || isNumber(cell));
  }

  /** What has a unit is a number, and one key must be a number where rows are interpolated. */
  private void check(CsvTable csv) throws TableException {
    for (int i = 0; i < metricColumns.size(); i++) {
      if (!isNumber(i) && (!layout.metrics().get(i).unit().isEmpty() || layout.interpolated())) {
        throw notANumber(metricColumns.get(i), csv);
      }
    }
    long numbers = numericKeys.stream().filter(numeric -> numeric).count();
    if (layout.interpolated() && numbers != 1) {
      throw new TableException(
          1,
          "to interpolate, exactly one key column must hold numbers only; here " + numbers + " do");
    }
  }

  private static TableException notANumber(int column, CsvTable csv) {
    for (Row row : csv.rows()) {
      String cell = row.cells().get(column);
      if (!cell.isEmpty() && !isNumber(cell)) {
        return new TableException(
            row.line(),
            "\""
                + cell
                + "\" is no number such as 1234.5, which "
                + csv.columns().get(column)
                + " must be");
      }
    }
    throw new IllegalStateException("every cell of column " + column + " is a number");
  }
}
