package dev.rung.server.template.table;

import dev.rung.server.template.function.Tongue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Figures by the name of a metric and the keys of a row. */
public final class FigureTable {
  private final Layout layout;
  private final Columns columns;
  private final Map<String, Integer> metrics;
  private final Map<String, String> otherNames = new HashMap<>();
  private final Map<List<String>, Row> rows = new HashMap<>();
  private final Series series;

  private FigureTable(Layout layout, CsvTable csv) throws TableException {
    this.layout = layout;
    this.columns = Columns.of(layout, csv);
    this.metrics = columns.metricsByName();
    this.series = new Series(columns.numericKey());
    layout
        .otherNames()
        .forEach((name, cell) -> otherNames.put(Names.ofEntry(name), Names.ofEntry(cell)));
    for (Row row : csv.rows()) {
      add(row);
    }
  }

  /**
   * The table.
   *
   * @throws TableException for the first thing that is wrong
   */
  public static FigureTable of(Layout layout, CsvTable csv) throws TableException {
    return new FigureTable(layout, csv);
  }

  public Layout layout() {
    return layout;
  }

  /** Whether all cells of this key column are numbers. */
  public boolean isNumeric(String key) {
    return columns.isNumeric(layout.keys().indexOf(key));
  }

  /**
   * What the table says; empty where it has no such row, or no value there.
   *
   * @param keys one for each key column, as the request has them
   */
  public Optional<Figure> find(String metric, List<String> keys, Tongue language) {
    Integer asked = metrics.get(Names.ofEntry(metric));
    Optional<List<String>> wanted = wanted(keys, language);
    if (asked == null || wanted.isEmpty()) {
      return Optional.empty();
    }
    Row row = rows.get(wanted.get());
    if (row != null) {
      return Optional.of(columns.cell(row, asked))
          .filter(cell -> !cell.isEmpty())
          .map(cell -> figure(asked, metric, columns.keys(row), cell, List.of(), language));
    }
    return layout.interpolated()
        ? between(asked, metric, wanted.get(), language)
        : Optional.empty();
  }

  private Optional<Figure> between(int asked, String metric, List<String> wanted, Tongue language) {
    return series
        .around(wanted)
        .flatMap(rows -> rows.at(asked, columns))
        .map(point ->
            figure(
                asked,
                metric,
                series.withNumber(columns.keys(point.low()), wanted),
                point.value().toPlainString(),
                List.of(series.number(point.low(), columns), series.number(point.high(), columns)),
                language));
  }

  private Figure figure(
      int asked,
      String name,
      List<String> keys,
      String cell,
      List<String> between,
      Tongue language) {
    Metric metric = layout.metrics().get(asked);
    String value = columns.isNumber(asked) ? language.shown(cell) : cell;
    return new Figure(
        written(metric, name),
        shown(keys, language),
        metric.withUnit(value),
        shown(between, language));
  }

  private static List<String> shown(List<String> cells, Tongue language) {
    return cells.stream()
        .map(cell -> Columns.isNumber(cell) ? language.shown(cell) : cell)
        .toList();
  }

  private static String written(Metric metric, String asked) {
    return metric.names().stream()
        .filter(name -> Names.ofEntry(name).equals(Names.ofEntry(asked)))
        .findFirst()
        .orElse(asked);
  }

  /** The keys as {@link #rows} has them; empty for a number that cannot be read. */
  private Optional<List<String>> wanted(List<String> keys, Tongue language) {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (columns.isNumeric(i)) {
        Optional<BigDecimal> number = language.decimal(keys.get(i));
        if (number.isEmpty()) {
          return Optional.empty();
        }
        wanted.add(Columns.canonical(number.get()));
      } else {
        String name = Names.ofEntry(keys.get(i));
        wanted.add(otherNames.getOrDefault(name, name));
      }
    }
    return Optional.of(wanted);
  }

  private void add(Row row) throws TableException {
    List<String> keys = columns.canonicalKeys(row);
    Row earlier = rows.putIfAbsent(keys, row);
    if (earlier != null) {
      throw new TableException(
          row.line(),
          String.join(", ", columns.keys(row)) + " is in line " + earlier.line() + " already");
    }
    if (layout.interpolated()) {
      series.add(keys, row);
    }
  }
}
