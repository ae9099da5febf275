package dev.rung.server.app.cli;

import dev.rung.v1.GetCostsResponse.Line;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The costs of a period, as the daemon told them.
 *
 * @param by model, tier, tenant or provider
 * @param isDivided whether a row is of an hour or day, not of the whole period
 */
record CostFigures(CostPeriod period, String by, boolean isDivided, List<Row> rows, Line total) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  CostFigures {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param part the hour or day, or the whole period
   */
  record Row(CostPeriod part, Line line) {
    /** Such as "2026-01-31 15:00". */
    String at() {
      return TIME.format(part.from().atZone(part.zone()));
    }
  }

  /** Such as "Costs from 2026-01-01 00:00 to 2026-02-01 00:00, Europe/Berlin". */
  String title() {
    ZoneId zone = period.zone();
    return "Costs from "
        + TIME.format(period.from().atZone(zone))
        + " to "
        + TIME.format(period.to().atZone(zone))
        + ", "
        + zone;
  }

  /** Of all cost, 0 to 1. */
  double share(Line line) {
    return total.getCostNanos() == 0 ? 0 : (double) line.getCostNanos() / total.getCostNanos();
  }

  /** Nano-dollars less than everything at tier 4 would have cost; negative where it was more. */
  static long saved(Line line) {
    return line.getBaselineCostNanos() - line.getCostNanos();
  }

  /** Of what everything at tier 4 would have cost, up to 1; 0 where that is nothing. */
  static double savedShare(Line line) {
    return line.getBaselineCostNanos() == 0
        ? 0
        : (double) saved(line) / line.getBaselineCostNanos();
  }
}
