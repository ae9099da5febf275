package dev.rung.server.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Checks what a daemon keeps; needs no daemon. */
@Command(
    name = "check",
    description = {
      "Reads the whole file of the daemon's state: whether it is intact, and whether the sums of",
      "the ledger are those of its lines. Ends with 1 when anything is wrong; each fault is a line.",
      "A daemon may run meanwhile."
    })
final class StoreCheckCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  StoreCheckCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException {
    StateFiles state = session.state(rung.config());
    List<String> faults = state.check();
    faults.forEach(this::println);
    if (!faults.isEmpty()) {
      return ExitCode.FAILED;
    }
    println(state.file() + ": sound");
    return ExitCode.DONE;
  }

  private void println(String text) {
    session.terminal().println(session.terminal().shielded(text));
  }
}
