package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import dev.rung.v1.GetCostsResponse.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Costs as text: a line for each name (and time), and the total. */
final class CostTable {
  private CostTable() {}

  static String of(CostFigures costs) {
    if (costs.rows().isEmpty()) {
      return costs.title() + ": nothing was asked.";
    }
    Table table = table(costs);
    costs.rows().forEach(row -> row(table, costs, row.at(), row.line().getKey(), row.line()));
    row(table, costs, "", "total", costs.total());
    StringBuilder text = new StringBuilder(costs.title()).append("\n\n").append(table);
    if (costs.total().getUnpricedAttempts() > 0) {
      text.append("\n\nUnpriced: calls at models whose price is not known, and not in the cost.");
    }
    return text.toString();
  }

  private static Table table(CostFigures costs) {
    List<Table.Column> columns = new ArrayList<>();
    if (costs.isDivided()) {
      columns.add(text("FROM"));
    }
    columns.add(text(costs.by().toUpperCase(Locale.ROOT)));
    for (String name :
        List.of(
            "REQUESTS",
            "CALLS",
            "TOKENS IN",
            "OUT",
            "COST",
            "SHARE",
            "SAVED",
            "OF ALL AT TIER 4",
            "WASTED",
            "ESTIMATED",
            "UNPRICED")) {
      columns.add(number(name));
    }
    return new Table(columns.toArray(Table.Column[]::new));
  }

  private static void row(Table table, CostFigures costs, String at, String key, Line line) {
    List<String> cells = new ArrayList<>();
    if (costs.isDivided()) {
      cells.add(at);
    }
    cells.add(key);
    cells.add(Long.toString(line.getRequests()));
    cells.add(Long.toString(line.getAttempts()));
    cells.add(Long.toString(line.getInputTokens()));
    cells.add(Long.toString(line.getOutputTokens()));
    cells.add(Show.money(line.getCostNanos()));
    cells.add(Show.share(costs.share(line)));
    boolean compared = line.getBaselineCostNanos() > 0;
    cells.add(compared ? Show.money(CostFigures.saved(line)) : "-");
    cells.add(compared ? Show.share(CostFigures.savedShare(line)) : "-");
    cells.add(Show.money(line.getWastedCostNanos()));
    cells.add(Show.money(line.getEstimatedCostNanos()));
    cells.add(Long.toString(line.getUnpricedAttempts()));
    table.row(cells.toArray(String[]::new));
  }
}
