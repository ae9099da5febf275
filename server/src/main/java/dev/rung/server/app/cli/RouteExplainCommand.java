package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.GenerateRequest;
import dev.rung.v1.RoutingDecision;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the decision for a prompt without taking it: nothing is called and nothing is spent. */
@Command(name = "explain", description = "Shows what Rung would do with a prompt, and why.")
final class RouteExplainCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final RequestOptions request = new RequestOptions();
  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  @Option(names = "--compare", description = "Show every strategy beside the one that is used.")
  private boolean compare;

  @Option(names = "--json", description = "Print the decision as JSON.")
  private boolean json;

  RouteExplainCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    GenerateRequest wanted =
        request.read(session.terminal().in()).toBuilder().setCompareStrategies(compare).build();
    return daemon.ask(
        session,
        rung.config(),
        Port.ROUTER,
        connection -> {
          RoutingDecision decision = connection.router().route(wanted);
          String text = json ? Json.of(decision) : DecisionTree.of(decision).toString();
          session.terminal().println(session.terminal().shielded(text));
          return ExitCode.DONE;
        });
  }
}
