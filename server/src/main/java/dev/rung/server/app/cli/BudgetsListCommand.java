package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.GetBudgetsResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows where every budget stands. */
@Command(name = "list", description = "Shows where every budget stands.")
final class BudgetsListCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  @Option(names = "--json", description = "Print the budgets as JSON.")
  private boolean json;

  BudgetsListCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    return daemon.run(session, rung.config(), Port.ADMIN, this::show);
  }

  private int show(Connection connection) throws IOException {
    GetBudgetsResponse budgets =
        connection.admin().getBudgets(GetBudgetsRequest.getDefaultInstance());
    String text = json ? Json.of(budgets) : text(budgets);
    session.terminal().println(session.terminal().shielded(text));
    return ExitCode.DONE;
  }

  private static String text(GetBudgetsResponse budgets) {
    String table =
        budgets.getBudgetsCount() == 0
            ? "No budget has a limit."
            : BudgetTable.of(budgets.getBudgetsList()).toString();
    if (budgets.getFault().isEmpty()) {
      return table;
    }
    String unread =
        budgets.getUnread()
            ? " What was spent is not known then, nor are limits that were set while a daemon ran."
            : "";
    return table + "\n\nNow " + budgets.getFault() + "." + unread;
  }
}
