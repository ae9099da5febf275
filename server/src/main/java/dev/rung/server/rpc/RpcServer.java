package dev.rung.server.rpc;

import dev.rung.server.engine.Engine;
import dev.rung.server.engine.Operations;
import dev.rung.server.stats.Statistics;
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
  private final LongSupplier nanoTime;
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
      Statistics statistics,
      LongSupplier nanoTime,
      RandomGenerator random) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    this.workers = new Workers(settings.maxRequestsInFlight(), nanoTime);
    this.health = new TierHealth(operations);
    RequestIds ids = new RequestIds(random);
    RequestReader reader = new RequestReader(settings.maxTextBytes());
    Requests requests = new Requests(ids, reader, settings.defaultDeadline(), nanoTime);
    Errands errands = new Errands(ids, workers, settings.defaultDeadline());
    RouterService service =
        new RouterService(
            new GenerateCalls(engine, requests, workers),
            new RouteCalls(engine, requests),
            new StatsCalls(statistics, operations),
            errands);
    this.router =
        Ports.router(settings)
            .addService(ServerInterceptors.intercept(Unreadable.guard(service), admission))
            .addService(health.service())
            .build();
    this.admin =
        Ports.admin(settings)
            .addService(Unreadable.guard(new AdminService(operations, errands)))
            .addService(health.service())
            .build();
  }

  /**
   * Listens on both ports and serves.
   *
   * @throws IOException when an address cannot be had; then neither is taken
   */
  public void start() throws IOException {
    router.start();
    try {
      admin.start();
    } catch (IOException taken) {
      router.shutdownNow();
      throw taken;
    }
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

  /**
   * Stops serving without dropping calls: health says NOT_SERVING, new calls are refused, calls in
   * flight finish. Those that have not when the drain timeout has passed are stopped.
   *
   * <p>The ports stay open until {@link #close()}, so that refusals reach their callers.
   *
   * @return whether every call finished by itself
   */
  public boolean drain() {
    health.stop();
    admission.close();
    long start = nanoTime.getAsLong();
    try {
      boolean finished = awaitIdle(settings.drainTimeout());
      if (!finished) {
        workers.stopAll();
        awaitIdle(LAST_WORDS);
      }
      LOG.atInfo()
          .addKeyValue("finished", finished)
          .addKeyValue("duration_ms", (nanoTime.getAsLong() - start) / 1_000_000)
          .log("drained");
      return finished;
    } catch (InterruptedException impatient) {
      workers.stopAll();
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean awaitIdle(Duration time) throws InterruptedException {
    long end = nanoTime.getAsLong() + time.toNanos();
    if (!admission.awaitIdle(time)) {
      return false;
    }
    return workers.awaitIdle(Duration.ofNanos(Math.max(0, end - nanoTime.getAsLong())));
  }

  /** Closes both ports and every connection; calls still in flight are cancelled. */
  @Override
  public void close() {
    workers.stopAll();
    router.shutdown();
    admin.shutdown();
    try {
      boolean flushed =
          router.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
              && admin.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
      LOG.atDebug().addKeyValue("flushed", flushed).log("closing connections");
    } catch (InterruptedException impatient) {
      Thread.currentThread().interrupt();
    }
    router.shutdownNow();
    admin.shutdownNow();
    workers.close();
  }
}
