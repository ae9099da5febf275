package dev.rung.server.app.cli;

import dev.rung.server.app.cli.AccessOptions.Access;
import dev.rung.server.app.cli.Session.Port;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which daemon a command calls, and for how long. */
final class CallOptions {

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = {
        "The daemon to ask. Without it: the one on this machine, where RUNG_SERVER_GRPC_ADDRESS",
        "or RUNG_SERVER_ADMIN_ADDRESS, else the settings file, says that it listens."
      })
  private Optional<String> address = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      defaultValue = "120s",
      description = "How long to wait for an answer: 500ms, 30s, 2m. Usually ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Mixin private final AccessOptions access = new AccessOptions();

  /** What a command does with a daemon; the result is the exit code. */
  interface Errand {
    int run(Connection connection) throws UsageException, IOException;
  }

  /** The address that was typed; without one, the command chooses. */
  Optional<String> address() {
    return address;
  }

  Duration timeout() {
    return timeout;
  }

  /** The daemon to ask: the one that was typed, else that of this machine. */
  Target target(Session session, Optional<Path> configFile, Port port) throws UsageException {
    return address.isPresent()
        ? new Target(Address.parse(address.get()), Optional.empty())
        : session.daemon(port, configFile);
  }

  /** Runs an errand with the daemon that is there, and returns the exit code. */
  int run(Session session, Target target, Errand errand) throws UsageException, IOException {
    Access shown = access.access(session, target);
    return run(
        session, Connection.open(target.address(), shown, timeout, Optional.empty()), errand);
  }

  /** The same with the daemon to ask. */
  int run(Session session, Optional<Path> configFile, Port port, Errand errand)
      throws UsageException, IOException {
    return run(session, target(session, configFile, port), errand);
  }

  /** Runs an errand, closes its connection, and tells an error that the daemon answers with. */
  int run(Session session, Connection opened, Errand errand) throws UsageException, IOException {
    try (Connection connection = opened) {
      return errand.run(connection);
    } catch (StatusRuntimeException e) {
      if (opened.abandoned()) {
        return ExitCode.FAILED;
      }
      Problem problem = Problem.of(e, opened.address());
      session.terminal().complain(problem.text());
      return problem.exitCode();
    }
  }
}
