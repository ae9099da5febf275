package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.ResetStatsRequest;
import dev.rung.v1.StatsRequest;
import dev.rung.v1.StatsResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the daemon's figures since its start or their last reset. */
@Command(name = "stats", description = "Shows requests, latency, cost and savings of the daemon.")
final class StatsCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final CallOptions call = new CallOptions();

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Option(names = "--reset", description = "Set every figure to zero, after showing it.")
  private boolean reset;

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Of this tenant alone, for operators. Without it: of everybody.")
  private String tenant = "";

  StatsCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    return call.run(session, rung.config(), Port.ROUTER, this::show);
  }

  private int show(Connection connection) throws IOException {
    StatsResponse stats =
        connection.router().stats(StatsRequest.newBuilder().setTenant(tenant).build());
    String text = json ? Json.of(stats) : StatsReport.of(stats);
    session.terminal().println(session.terminal().shielded(text));
    if (reset) {
      connection.router().resetStats(ResetStatsRequest.newBuilder().setTenant(tenant).build());
      session.terminal().remark("The figures begin again at zero.");
    }
    return ExitCode.DONE;
  }
}
