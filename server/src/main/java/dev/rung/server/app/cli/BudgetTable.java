package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import com.google.protobuf.util.Timestamps;
import dev.rung.v1.BudgetStats;
import java.util.ArrayList;
import java.util.List;

/** Where budgets stand, a line each. */
final class BudgetTable {
  private BudgetTable() {}

  static Table of(List<BudgetStats> budgets) {
    Table table =
        new Table(
            text("BUDGET"),
            number("LIMIT"),
            number("SPENT"),
            number("RESERVED"),
            number("LEFT"),
            text("RENEWS"),
            text("NOTE"));
    budgets.forEach(budget ->
        table.row(
            budget.getScope(),
            Show.money(budget.getLimitNanos()),
            known(budget, budget.getCommittedNanos()),
            Show.money(budget.getReservedNanos()),
            known(budget, budget.getLeftNanos()),
            budget.hasRenewsAt() ? Timestamps.toString(budget.getRenewsAt()) : "never",
            note(budget)));
    return table;
  }

  private static String known(BudgetStats budget, long nanos) {
    return budget.getSpentUnknown() ? "not known" : Show.money(nanos);
  }

  private static String note(BudgetStats budget) {
    List<String> notes = new ArrayList<>();
    if (budget.getSoft()) {
      notes.add("only warned of");
    }
    if (budget.getAlerted()) {
      notes.add("most of it is spent");
    }
    if (budget.getOrigin().equals("admin")) {
      notes.add("set while running");
    }
    return String.join(", ", notes);
  }
}
