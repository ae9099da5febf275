package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.v1.CheckKeysRequest;
import dev.rung.v1.CheckKeysResponse;
import dev.rung.v1.ProviderKey;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks every provider whether it takes its keys. */
@Command(
    name = "check",
    description = {
      "Asks every provider whether it takes its keys, and shows how each stands.",
      "Ends with 0 when every key can be used, with 1 otherwise. Never shows a key."
    })
final class KeysCheckCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Mixin private final DaemonOptions daemon = new DaemonOptions();

  @Option(names = "--json", description = "Print the keys as JSON.")
  private boolean json;

  KeysCheckCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    return daemon.ask(session, rung.config(), Port.ADMIN, this::show);
  }

  private int show(Connection connection) throws IOException {
    CheckKeysResponse keys = connection.admin().checkKeys(CheckKeysRequest.getDefaultInstance());
    String text = json ? Json.of(keys) : table(keys);
    session.terminal().println(session.terminal().shielded(text));
    boolean usable = keys.getKeysList().stream().allMatch(ProviderKey::getUsable);
    return usable ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static String table(CheckKeysResponse keys) {
    if (keys.getKeysCount() == 0) {
      return "No provider has or needs a key.";
    }
    Table table =
        new Table(
            text("PROVIDER"),
            text("KEY"),
            text("FROM"),
            number("WEIGHT"),
            text("STATUS"),
            text("WHY"));
    for (ProviderKey key : keys.getKeysList()) {
      table.row(
          key.getProvider(),
          key.getName(),
          key.getApiKeyFile().isEmpty() ? key.getApiKeyEnv() : key.getApiKeyFile(),
          key.getStatus() == ProviderKey.Status.MISSING ? "-" : Integer.toString(key.getWeight()),
          Show.label(key.getStatus()).replace('-', ' '),
          key.getDetail());
    }
    return table.toString();
  }
}
