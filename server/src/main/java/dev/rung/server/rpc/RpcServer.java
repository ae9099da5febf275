package dev.rung.server.rpc;

import dev.rung.server.engine.Engine;
import dev.rung.server.engine.Operations;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's gRPC side: Router on one port, Admin on another, health and reflection on both.
 *
 * <p>One start, then {@link #drain} and {@link #close}; safe for several threads.
 */
public final class RpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);
  /** For calls to end that were stopped, and for connections to flush. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final RpcSettings settings;
  private final Workers workers;
  private final Admission admission = new Admission();
  private final TierHealth health;
  private final Server router;
  private final Server admin;

  /**
   * A server that does not listen yet.
   *
   * @param nanoTime monotonic, such as {@link System#nanoTime()}
   * @param random asked once, for the start of the requests' ids
   */
  public RpcServer(
      RpcSettings settings,
      Engine engine,
      Operations operations,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.settings = settings;
    this.workers = new Workers(settings.maxRequestsInFlight());
    this.health = new TierHealth(operations);
    RequestReader reader = new RequestReader(settings.maxTextBytes());
    Requests requests =
        new Requests(new RequestIds(random), reader, settings.defaultDeadline(), nanoTime);
    Answering answering = new Answering(engine, requests, workers);
    this.router =
        Ports.router(settings)
            .addService(ServerInterceptors.intercept(new RouterService(answering), admission))
            .build();
  }

  /** Listens on both ports and serves; an address in use is an error. */
  public void start() throws IOException {
    router.start();
    admin.start();
    health.start();
  }

  /** Where the Router service listens. */
  public int port() {
    return router.getPort();
  }

  /** Where the Admin service listens. */
  public int adminPort() {
    return admin.getPort();
  }
}
