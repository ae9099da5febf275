package dev.rung.server.template.table;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * A row of a table of rates.
 *
 * @param date of the rate, as in 2026-11-20
 * @param rate how much of the currency one unit of the base is
 * @param names other names of the currency
 */
record RateRow(
    int line, String date, String base, String currency, BigDecimal rate, List<String> names) {
  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
  private static final Pattern RATE = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,15})?");

  /** Where the columns are; -1 for names where there are none. */
  record Reader(int date, int base, int currency, int rate, int names) {
    RateRow read(Row row) throws TableException {
      List<String> cells = row.cells();
      return new RateRow(
          row.line(),
          checkedDate(row, cells.get(date)),
          code(row, cells.get(base)),
          code(row, cells.get(currency)),
          rate(row, cells.get(rate)),
          names < 0 ? List.of() : names(cells.get(names)));
    }

    private static String checkedDate(Row row, String date) throws TableException {
      try {
        return LocalDate.parse(date).toString();
      } catch (DateTimeException malformed) {
        throw new TableException(row.line(), "\"" + date + "\" is no date such as 2026-11-20");
      }
    }

    private static String code(Row row, String code) throws TableException {
      if (!CODE.matches(code)) {
        throw new TableException(row.line(), "\"" + code + "\" is no currency code such as EUR");
      }
      return code;
    }

    private static BigDecimal rate(Row row, String rate) throws TableException {
      if (!RATE.matches(rate) || new BigDecimal(rate).signum() == 0) {
        throw new TableException(row.line(), "\"" + rate + "\" is no rate such as 1.0834");
      }
      return new BigDecimal(rate);
    }

    private static List<String> names(String names) {
      return Arrays.stream(names.split("\\|", -1))
          .map(String::strip)
          .filter(name -> !name.isEmpty())
          .toList();
    }
  }

  static Reader reader(CsvTable csv) throws TableException {
    return new Reader(
        csv.required("date"),
        csv.required("base"),
        csv.required("currency"),
        csv.required("rate"),
        csv.columns().indexOf("names"));
  }
}
