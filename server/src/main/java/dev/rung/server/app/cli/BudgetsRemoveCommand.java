package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.BudgetStats;
import dev.rung.v1.GetBudgetsRequest;
import dev.rung.v1.PutBudgetRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes away a limit that was set while the daemon ran. */
@Command(
    name = "remove",
    description = "Takes a limit away that was set; the configuration's holds again.")
final class BudgetsRemoveCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Parameters(paramLabel = "BUDGET", description = "Such as tenant:acme/monthly.")
  private String scope = "";

  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  BudgetsRemoveCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    return daemon.run(session, rung.config(), Port.ADMIN, this::remove);
  }

  private int remove(Connection connection) throws IOException {
    boolean wasSet =
        connection
            .admin()
            .getBudgets(GetBudgetsRequest.getDefaultInstance())
            .getBudgetsList()
            .stream()
            .anyMatch(line -> line.getScope().equals(scope) && line.getOrigin().equals("admin"));
    BudgetStats left =
        connection
            .admin()
            .putBudget(PutBudgetRequest.newBuilder().setScope(scope).setRemove(true).build());
    if (!wasSet) {
      session.terminal().complain(nothingToRemove(left));
      return ExitCode.FAILED;
    }
    String text =
        left.getOrigin().isEmpty()
            ? scope + " has no limit any more."
            : BudgetTable.of(List.of(left)).toString();
    session.terminal().println(session.terminal().shielded(text));
    return ExitCode.DONE;
  }

  private String nothingToRemove(BudgetStats left) {
    return left.getOrigin().isEmpty()
        ? scope + " has no limit: 'rung budgets list' shows those that have one"
        : "the limit of " + scope + " comes from the configuration: change it there";
  }
}
