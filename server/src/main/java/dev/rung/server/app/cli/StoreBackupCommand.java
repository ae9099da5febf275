package dev.rung.server.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Copies what a daemon keeps; needs no daemon. */
@Command(
    name = "backup",
    description = {
      "Writes a whole copy of the daemon's state, also while the daemon runs.",
      "To restore it, end the daemon, put the copy in the place of rung.db, and remove rung.db-wal",
      "and ledger.slots beside it."
    })
final class StoreBackupCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  @Parameters(paramLabel = "FILE", description = "The copy; there must be no such file yet.")
  private Path copy = Path.of("");

  StoreBackupCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    if (Files.exists(copy)) {
      throw new UsageException(copy + " is there already: name another file");
    }
    Destination.check(copy);
    StateFiles state = session.state(rung.config());
    state.backup(copy.toAbsolutePath());
    session
        .terminal()
        .println(session.terminal().shielded(copy + ": " + Files.size(copy) + " bytes"));
    return ExitCode.DONE;
  }
}
