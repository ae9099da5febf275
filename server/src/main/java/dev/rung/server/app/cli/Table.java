package dev.rung.server.app.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Rows under headings, in columns as wide as their widest cell. Not for several threads. */
final class Table {

  /** On which side of its column a cell stands. */
  enum Side {
    LEFT,
    RIGHT
  }

  /** A column's heading and side. */
  record Column(String heading, Side side) {
    static Column text(String heading) {
      return new Column(heading, Side.LEFT);
    }

    static Column number(String heading) {
      return new Column(heading, Side.RIGHT);
    }
  }

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row of one cell for each column. */
  Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have " + columns.size() + " cells, not " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The headings and every row, a line each, without spaces at the ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::heading).toList()));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  @Override
  public String toString() {
    return lines().stream().collect(Collectors.joining("\n"));
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : GAP).append(padded(cells.get(i), i));
    }
    return line.toString().stripTrailing();
  }

  private String padded(String cell, int column) {
    String spaces = " ".repeat(width(column) - length(cell));
    return switch (columns.get(column).side()) {
      case LEFT -> cell + spaces;
      case RIGHT -> spaces + cell;
    };
  }

  private int width(int column) {
    int heading = length(columns.get(column).heading());
    List<Integer> widths = rows.stream().map(row -> length(row.get(column))).toList();
    return widths.isEmpty() ? heading : Math.max(heading, Collections.max(widths));
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
