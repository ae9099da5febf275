package dev.rung.server.costs;

import dev.rung.server.budget.Unaccounted;
import dev.rung.server.costs.CostReport.Line;
import dev.rung.server.store.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a report together of quarters and of what was rolled up to days. A rolled-up day counts
 * where it begins.
 */
record ReportReader(CostQuery query, Instant now) {
  /** Nano-dollars. */
  static final long DOLLAR = 1_000_000_000L;

  /** Dollars and the rest are summed apart, since SQLite refuses a sum that passes its range. */
  private static final String SUMS =
      "sum(requests), sum(attempts), sum(input), sum(cached_input), sum(cache_write), sum(output),"
          + " sum(reasoning), "
          + dollars("cost")
          + dollars("estimated")
          + dollars("wasted")
          + dollars("baseline")
          + "sum(unpriced)";

  private static final String FORM =
      "SELECT k.%s, s.%s * %d / %d, "
          + SUMS
          + " FROM %s s JOIN cost_key k ON k.id = s.key"
          + " WHERE s.%s >= ? AND s.%s < ?%s GROUP BY 1, 2";

  private static final String OF_TENANT = " AND k.tenant = ?";

  /** Which line of a report, by its hour or day and what it is told apart by. */
  record Place(long step, String key) {}

  private static String dollars(String money) {
    return "sum(" + money + " / " + DOLLAR + "), sum(" + money + " %% " + DOLLAR + "), ";
  }

  /** Absent where it would be too long. */
  Optional<CostReport> read(Statements db) throws SQLException {
    long from = query.first();
    long to = Math.max(from, query.end(now));
    if ((to - from) / query.every().quarters() > CostReport.MOST_STEPS) {
      return Optional.empty();
    }
    Map<Place, CostSums> found = new HashMap<>();
    boolean fits =
        read(db, "cost_quarter", "quarter", 1, from, to, found)
            && read(
                db,
                "cost_day",
                "day",
                Quarters.A_DAY,
                Quarters.nextDay(from),
                Quarters.nextDay(to),
                found);
    if (!fits) {
      return Optional.empty();
    }
    CostSums attempts = found.values().stream().reduce(CostSums.NOTHING, CostSums::plus);
    UnaccountedMoney unaccounted =
        new UnaccountedMoney(
            query, Unaccounted.between(db, Quarters.start(from), Quarters.start(to)));
    unaccounted.lines().forEach((place, sums) -> found.merge(place, sums, CostSums::plus));
    return Optional.of(report(found, attempts.plus(unaccounted.total()), from, to));
  }

  /** Whether there was room for every line. */
  private boolean read(
      Statements db,
      String table,
      String column,
      long quarters,
      long from,
      long to,
      Map<Place, CostSums> found)
      throws SQLException {
    PreparedStatement ask =
        db.prepared(
            FORM.formatted(
                query.by().label(),
                column,
                query.every() == Step.WHOLE ? 0 : quarters,
                query.every().quarters(),
                table,
                column,
                column,
                query.tenant().isPresent() ? OF_TENANT : ""));
    ask.setLong(1, from);
    ask.setLong(2, to);
    if (query.tenant().isPresent()) {
      ask.setString(3, query.tenant().get());
    }
    try (ResultSet row = ask.executeQuery()) {
      while (row.next()) {
        found.merge(
            new Place(row.getLong(2), row.getString(1)), CostTables.sums(row, 3), CostSums::plus);
        if (found.size() > CostReport.MOST_LINES) {
          return false;
        }
      }
    }
    return true;
  }

  private CostReport report(Map<Place, CostSums> found, CostSums total, long from, long to) {
    List<Line> lines = new ArrayList<>();
    found.forEach((place, sums) -> lines.add(new Line(place.key, at(place), sums)));
    lines.sort(
        Comparator.comparing((Line line) -> line.at().orElse(Instant.EPOCH))
            .thenComparing(line -> line.sums().cost(), Comparator.reverseOrder())
            .thenComparing(line -> line.sums().requests(), Comparator.reverseOrder())
            .thenComparing(Line::key));
    return new CostReport(lines, total, Quarters.start(from), Quarters.start(to));
  }

  private Optional<Instant> at(Place place) {
    return query.every() == Step.WHOLE
        ? Optional.empty()
        : Optional.of(Quarters.start(place.step * query.every().quarters()));
  }
}
