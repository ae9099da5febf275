package dev.rung.server.app.cli;

import dev.rung.server.app.cli.AccessOptions.Access;
import dev.rung.server.app.cli.CallOptions.Errand;
import dev.rung.server.app.cli.Session.Port;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which daemon a command calls; one in this process where none is there. */
final class DaemonOptions {
  private static final Duration PROBE = Duration.ofMillis(500);

  @Mixin private final CallOptions call = new CallOptions();

  @Option(
      names = "--in-process",
      description = "Ask no daemon; start what is needed for this command alone.")
  private boolean inProcess;

  /**
   * Runs an errand and returns the exit code.
   *
   * @throws IOException when a daemon is needed in this process and cannot start
   */
  int run(Session session, Optional<Path> configFile, Port port, Errand errand)
      throws UsageException, IOException {
    if (inProcess && call.address().isPresent()) {
      throw new UsageException("--address and --in-process exclude each other");
    }
    return inThisProcess(session, port)
        ? call.run(session, alone(session, configFile, port), errand)
        : call.run(session, port, errand);
  }

  private boolean inThisProcess(Session session, Port port) throws UsageException {
    if (inProcess || call.address().isPresent()) {
      return inProcess;
    }
    Address usual = Address.parse(session.address(port));
    if (usual.listens(PROBE)) {
      return false;
    }
    session.terminal().remark("No daemon at " + usual + ": answering in this process.");
    return true;
  }

  private Connection alone(Session session, Optional<Path> configFile, Port port)
      throws UsageException, IOException {
    LocalDaemon daemon = session.startForOneCommand(configFile);
    int own = port == Port.ADMIN ? daemon.adminPort() : daemon.grpcPort();
    return Connection.open(
        new Address("127.0.0.1", own), Access.PLAIN, call.timeout(), Optional.of(daemon));
  }
}
