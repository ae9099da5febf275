package dev.rung.server.app.cli;

import dev.rung.server.app.cli.AccessOptions.Access;
import dev.rung.server.app.cli.CallOptions.Errand;
import dev.rung.server.app.cli.Session.Footprint;
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
   * Runs an errand that may spend or change something, and returns the exit code.
   *
   * @throws IOException when a daemon is needed in this process and cannot start
   */
  int run(Session session, Optional<Path> configFile, Port port, Errand errand)
      throws UsageException, IOException {
    return run(session, configFile, port, Footprint.STATE, errand);
  }

  /** The same for an errand that only asks: in this process it runs beside a daemon too. */
  int ask(Session session, Optional<Path> configFile, Port port, Errand errand)
      throws UsageException, IOException {
    return run(session, configFile, port, Footprint.NONE, errand);
  }

  private int run(
      Session session, Optional<Path> configFile, Port port, Footprint footprint, Errand errand)
      throws UsageException, IOException {
    if (inProcess && call.address().isPresent()) {
      throw new UsageException("--address and --in-process exclude each other");
    }
    if (inProcess) {
      return call.run(session, alone(session, configFile, port, footprint), errand);
    }
    Target target = call.target(session, configFile, port);
    if (call.address().isPresent() || target.address().listens(PROBE)) {
      return call.run(session, target, errand);
    }
    session.terminal().remark("No daemon at " + target.address() + ": answering in this process.");
    return call.run(session, alone(session, configFile, port, footprint), errand);
  }

  private Connection alone(
      Session session, Optional<Path> configFile, Port port, Footprint footprint)
      throws UsageException, IOException {
    LocalDaemon daemon = start(session, configFile, footprint);
    int own = port == Port.ADMIN ? daemon.adminPort() : daemon.grpcPort();
    return Connection.open(
        new Address("127.0.0.1", own), Access.PLAIN, call.timeout(), Optional.of(daemon));
  }

  private static LocalDaemon start(Session session, Optional<Path> configFile, Footprint footprint)
      throws UsageException, IOException {
    try {
      return session.startForOneCommand(configFile, footprint);
    } catch (StateTakenException taken) {
      throw new IOException(
          taken.getMessage()
              + "\n  or let it answer: without --in-process, with --address where it listens"
              + " elsewhere",
          taken);
    }
  }
}
