package dev.rung.server.app.cli;

import dev.rung.server.app.cli.Session.Port;
import dev.rung.server.tenant.KeyException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Where a command finds keys of tenants: at the daemon, or in the state of one that is down. */
final class KeyDesk {
  private static final Duration PROBE = Duration.ofMillis(500);

  @Mixin private final CallOptions call = new CallOptions();

  /** What a command does with the keys of a daemon that is down. */
  interface Paperwork {
    void run(KeyBook book) throws KeyException, IOException;
  }

  int run(
      Session session, Optional<Path> configFile, CallOptions.Errand errand, Paperwork paperwork)
      throws UsageException, IOException {
    Target target = call.target(session, configFile, Port.ADMIN);
    if (call.address().isPresent() || target.address().listens(PROBE)) {
      return call.run(session, target, errand);
    }
    session.terminal().remark("No daemon at " + target.address() + ": working on its state.");
    try (KeyBook book = session.keyBooks().open(configFile, session.environment())) {
      paperwork.run(book);
      return ExitCode.DONE;
    } catch (KeyException refused) {
      session.terminal().complain(refused.text());
      return refused.kind() == KeyException.Kind.STORE ? ExitCode.FAILED : ExitCode.USAGE;
    }
  }
}
