package dev.rung.server.app;

import dev.rung.server.app.cli.LocalDaemon;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.http.HttpServer;
import dev.rung.server.rpc.RpcServer;
import dev.rung.server.template.TemplateFileException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/**
 * A running daemon. Stopped in the reverse order of its start: first nobody new is let in, then
 * calls in flight end, then what they used is closed.
 */
final class Daemon implements LocalDaemon {
  private final RpcServer server;
  private final Optional<HttpServer> http;
  private final Reloading reloading;
  private final Closing closing;

  Daemon(RpcServer server, Optional<HttpServer> http, Reloading reloading, Closing closing) {
    this.server = server;
    this.http = http;
    this.reloading = reloading;
    this.closing = closing;
  }

  /**
   * A daemon that answers when this returns.
   *
   * @throws ConfigException when the configuration is refused
   * @throws TemplateFileException when a file of templates is refused
   * @throws IOException when an address cannot be bound
   */
  static Daemon start(ConfigSource source)
      throws ConfigException, TemplateFileException, IOException, InterruptedException {
    return start(source, InstantSource.system(), System::nanoTime);
  }

  /**
   * The same by other clocks than the machine's.
   *
   * @param clock by which budgets renew and keys expire
   * @param nanoTime by which rates, rests and waits are measured: monotonic, no slower than time
   */
  static Daemon start(ConfigSource source, InstantSource clock, LongSupplier nanoTime)
      throws ConfigException, TemplateFileException, IOException, InterruptedException {
    ShippedTemplates shipped = ShippedTemplates.startReading(clock);
    Configuration configuration = source.load();
    Logging.start(configuration.log());
    Closing closing = new Closing();
    boolean started = false;
    try {
      State state = State.open(configuration.store());
      closing.later(state::close);
      Daemon daemon =
          new Building(source, configuration, closing, shipped, state, clock, nanoTime).build();
      started = true;
      return daemon;
    } finally {
      if (!started) {
        closing.close();
      }
    }
  }

  /** What takes over new configurations, for tests of what else does. */
  Reloading reloading() {
    return reloading;
  }

  @Override
  public int grpcPort() {
    return server.port();
  }

  @Override
  public int adminPort() {
    return server.adminPort();
  }

  @Override
  public String startTable() {
    return reloading.current().table();
  }

  @Override
  public OptionalInt httpPort() {
    return http.map(door -> OptionalInt.of(door.port())).orElse(OptionalInt.empty());
  }

  /** Both doors at once: what comes by one must not wait until the other is empty. */
  @Override
  public boolean drain() {
    FutureTask<Boolean> other = new FutureTask<>(() -> http.map(HttpServer::drain).orElse(true));
    Thread.ofVirtual().name("drain-http").start(other);
    boolean drained = server.drain();
    try {
      return other.get() && drained;
    } catch (ExecutionException bug) {
      throw new IllegalStateException("draining failed", bug);
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    closing.close();
  }
}
