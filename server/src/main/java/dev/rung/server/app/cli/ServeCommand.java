package dev.rung.server.app.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;

/** Runs the daemon until the process is told to end, then drains it. */
@Command(name = "serve", description = "Starts the daemon and runs until SIGTERM or Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
  /** Who is told to end while it starts waits so long for that, to end what it started. */
  private static final Duration START_WITHIN = Duration.ofSeconds(30);

  private final Session session;
  private final RungCommand rung;

  ServeCommand(Session session, RungCommand rung) {
    this.session = session;
    this.rung = rung;
  }

  @Override
  public Integer call() throws UsageException, IOException, InterruptedException {
    // Before the start: a daemon that answers its first call can be told to end as well.
    CompletableFuture<Optional<LocalDaemon>> started = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(started), "drain"));
    try {
      LocalDaemon daemon = session.starter().start(rung.config(), session.environment());
      announce(daemon, session.terminal());
      started.complete(Optional.of(daemon));
    } finally {
      started.complete(Optional.empty());
    }
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  /** What was found, also by the words of servers nearby, and where it serves. */
  static void announce(LocalDaemon daemon, Terminal terminal) {
    terminal.println(terminal.shielded(daemon.startTable()));
    terminal.println(
        "Serving on port %d%s, for operators on port %d. Ctrl-C ends."
            .formatted(daemon.grpcPort(), http(daemon), daemon.adminPort()));
  }

  private static String http(LocalDaemon daemon) {
    OptionalInt port = daemon.httpPort();
    return port.isPresent() ? ", OpenAI clients on port " + port.getAsInt() : "";
  }

  /** Drains, and ends the process as done: by itself it would end as killed by the signal. */
  private void end(Future<Optional<LocalDaemon>> started) {
    Optional<LocalDaemon> daemon = awaited(started, START_WITHIN, session.terminal());
    if (daemon.isPresent()) {
      boolean drained = daemon.get().drain();
      daemon.get().close();
      Runtime.getRuntime().halt(drained ? ExitCode.DONE : ExitCode.FAILED);
    }
  }

  /** Who started; nobody where the start failed, or did not end in time. */
  static Optional<LocalDaemon> awaited(
      Future<Optional<LocalDaemon>> started, Duration within, Terminal terminal) {
    try {
      return started.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      // What it has written is whole, as after a crash.
      terminal.complain("the start did not end in " + within.toSeconds() + " s: ended without it");
    } catch (ExecutionException bug) {
      throw new IllegalStateException("a start that fails starts nobody", bug);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
