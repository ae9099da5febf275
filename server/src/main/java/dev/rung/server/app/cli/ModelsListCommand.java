package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.ListModelsRequest;
import dev.rung.v1.ListModelsResponse;
import dev.rung.v1.Model;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the models that a daemon knows; without a daemon, those that one started here would. */
@Command(
    name = "list",
    description = {
      "Lists every model: its tier, price, and whether it is ready.",
      "Below, the checkpoints for models in this process: what they need, and which are here."
    })
final class ModelsListCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  @Option(names = "--json", description = "Print the models as JSON.")
  private boolean json;

  ModelsListCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    return daemon.ask(session, rung.config(), Port.ADMIN, this::show);
  }

  private int show(Connection connection) throws IOException {
    ListModelsResponse models =
        connection.admin().listModels(ListModelsRequest.getDefaultInstance());
    String text = json ? Json.of(models) : tables(models);
    session.terminal().println(session.terminal().shielded(text));
    return ExitCode.DONE;
  }

  private static String tables(ListModelsResponse models) {
    Table checkpoints = CheckpointTable.of(models.getCheckpointsList());
    return table(models) + (checkpoints.isEmpty() ? "" : "\n\n" + checkpoints);
  }

  private static Table table(ListModelsResponse models) {
    Table table =
        new Table(
            text("MODEL"),
            text("TIER"),
            text("PROVIDER"),
            number("$/M IN"),
            number("$/M OUT"),
            number("WINDOW"),
            text("ALIASES"),
            text("FROM"),
            text("READY"));
    for (Model model : models.getModelsList()) {
      table.row(
          model.getName(),
          Show.tier(model.getTier()),
          model.getProvider(),
          model.hasInputCostPerMillionUsd() ? price(model.getInputCostPerMillionUsd()) : "unknown",
          model.hasOutputCostPerMillionUsd()
              ? price(model.getOutputCostPerMillionUsd())
              : "unknown",
          Integer.toString(model.getContextWindow()),
          String.join(", ", model.getAliasesList()),
          model.getOrigin(),
          model.getReady() ? "yes" : "no: " + model.getNotReadyReason());
    }
    return table;
  }

  private static String price(double dollars) {
    return Show.money(Math.round(dollars * 1e9)).substring(1);
  }
}
