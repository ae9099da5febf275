package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.server.budget.Limit;
import dev.rung.v1.PutBudgetRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets a limit that outranks the configuration's. */
@Command(name = "set", description = "Sets a limit that is kept, and outranks the configuration's.")
final class BudgetsSetCommand implements Callable<Integer> {
  private static final int NANO_DIGITS = 9;
  private static final BigDecimal MOST = BigDecimal.valueOf(Limit.MOST_USD);

  private final Session session;
  private final RungCommand rung;

  @Parameters(
      index = "0",
      paramLabel = "BUDGET",
      description =
          "WHOSE/PERIOD, of global, tenant:NAME, model:NAME or provider:NAME, and hourly, daily,"
              + " monthly or total; such as tenant:acme/monthly.")
  private String scope = "";

  @Parameters(
      index = "1",
      paramLabel = "USD",
      converter = DollarConverter.class,
      description = "The most that may be spent.")
  private BigDecimal usd = BigDecimal.ZERO;

  @Option(names = "--soft", description = "Only warn, and refuse nothing.")
  private boolean soft;

  @Option(
      names = "--absent",
      description =
          "The model or provider need not be there now; without it a name that nobody has is"
              + " refused.")
  private boolean absent;

  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  BudgetsSetCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (usd.signum() < 0 || usd.compareTo(MOST) > 0 || usd.scale() > NANO_DIGITS) {
      throw new UsageException(
          "a limit is 0 to 1000000000 USD, with nine digits behind the point at most");
    }
    return daemon.run(session, rung.config(), Port.ADMIN, this::put);
  }

  private int put(Connection connection) throws IOException {
    PutBudgetRequest wanted =
        PutBudgetRequest.newBuilder()
            .setScope(scope)
            .setLimitNanos(usd.movePointRight(NANO_DIGITS).longValueExact())
            .setSoft(soft)
            .setAbsent(absent)
            .build();
    String text = BudgetTable.of(List.of(connection.admin().putBudget(wanted))).toString();
    session.terminal().println(session.terminal().shielded(text));
    return ExitCode.DONE;
  }
}
