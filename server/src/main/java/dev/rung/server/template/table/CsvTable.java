package dev.rung.server.template.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as its file has it: comma-separated values (RFC 4180), the first row naming the columns.
 * Empty lines and those that begin with "#" are for the reader.
 */
public record CsvTable(List<String> columns, List<Row> rows) {
  static final int MAX_ROWS = 50_000;
  static final int MAX_COLUMNS = 100;
  static final int LONGEST_CELL = 10_000;

  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * The table.
   *
   * @throws TableException for the first thing that is wrong
   */
  public static CsvTable parse(String text) throws TableException {
    List<Row> rows = new ArrayList<>();
    try {
      for (CsvRecord found : reader(text)) {
        rows.add(row(found));
        check(rows);
      }
    } catch (CsvParseException malformed) {
      int after = rows.isEmpty() ? 1 : rows.getLast().line() + 1;
      throw new TableException(after, "is no CSV from here on: " + malformed.getMessage());
    }
    if (rows.size() < 2) {
      throw new TableException(1, "a table needs a row of column names and at least one more");
    }
    Row header = rows.getFirst();
    checkHeader(header);
    return new CsvTable(header.cells(), rows.subList(1, rows.size()));
  }

  /**
   * The number of the column of this name.
   *
   * @throws TableException where there is none
   */
  int required(String name) throws TableException {
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new TableException(
          1, "no column \"" + name + "\"; there are " + String.join(", ", columns));
    }
    return column;
  }

  private static Iterable<CsvRecord> reader(String text) {
    return CsvReader.builder()
        .commentStrategy(CommentStrategy.SKIP)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  private static Row row(CsvRecord found) {
    return new Row(
        Math.toIntExact(found.getStartingLineNumber()),
        found.getFields().stream().map(String::strip).toList());
  }

  /** The last row against the first. */
  private static void check(List<Row> rows) throws TableException {
    Row row = rows.getLast();
    int columns = rows.getFirst().cells().size();
    if (row.cells().size() != columns) {
      throw new TableException(
          row.line(),
          "has " + row.cells().size() + " cells where there are " + columns + " columns");
    }
    if (rows.size() > MAX_ROWS + 1) {
      throw new TableException(row.line(), "a table has at most " + MAX_ROWS + " rows");
    }
    for (String cell : row.cells()) {
      if (cell.length() > LONGEST_CELL) {
        throw new TableException(row.line(), "a cell has at most " + LONGEST_CELL + " characters");
      }
    }
  }

  private static void checkHeader(Row header) throws TableException {
    List<String> names = header.cells();
    if (names.size() > MAX_COLUMNS) {
      throw new TableException(header.line(), "a table has at most " + MAX_COLUMNS + " columns");
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty()) {
        throw new TableException(header.line(), "column " + (i + 1) + " has no name");
      }
      if (names.indexOf(names.get(i)) < i) {
        throw new TableException(header.line(), "there are two columns \"" + names.get(i) + "\"");
      }
    }
  }
}
