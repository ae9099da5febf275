package dev.rung.server.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Runs the daemon until the process is told to end, then drains it. */
@Command(name = "serve", description = "Starts the daemon and runs until SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
  private final Session session;
  private final RungCommand rung;

  ServeCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException, InterruptedException {
    LocalDaemon daemon = session.starter().start(rung.config(), session.environment());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(daemon), "drain"));
    session.terminal().println(daemon.startTable());
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  /** Drains, and ends the process as done: by itself it would end as killed by the signal. */
  private static void end(LocalDaemon daemon) {
    boolean drained = daemon.drain();
    daemon.close();
    Runtime.getRuntime().halt(drained ? ExitCode.DONE : ExitCode.FAILED);
  }
}
