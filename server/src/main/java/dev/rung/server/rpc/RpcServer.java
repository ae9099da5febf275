package dev.rung.server.rpc;

import dev.rung.server.batch.BatchSettings;
import dev.rung.server.batch.Batches;
import dev.rung.server.call.Calls;
import dev.rung.server.call.CannotListen;
import dev.rung.server.call.Draining;
import dev.rung.server.call.Gate;
import dev.rung.server.call.Workers;
import dev.rung.server.engine.Operations;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.stats.Statistics;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's gRPC side: Router on one port, Admin on another, health and reflection on both.
 *
 * <p>One start, then {@link #drain} and {@link #close}; safe for several threads.
 */
public final class RpcServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RpcServer.class);

  /** For connections to flush. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final RpcSettings settings;
  private final Workers workers;
  private final Draining draining;
  private final TierHealth health;
  private final Arrivals arrivals;
  private final Arrivals adminArrivals;
  private final Server router;
  private final Server admin;

  /**
   * A server that does not listen yet.
   *
   * @param calls to the engine, with the workers that other doors use too; they stay open
   * @param nanoTime monotonic, such as {@link System#nanoTime()}
   */
  public RpcServer(
      RpcSettings settings,
      BatchSettings batch,
      Calls calls,
      Operations operations,
      Statistics statistics,
      Feedback feedback,
      Doors doors,
      LongSupplier nanoTime) {
    this.settings = settings;
    this.workers = calls.workers();
    Gate gate = new Gate();
    this.draining = new Draining("grpc", gate, workers, settings.drainTimeout(), nanoTime);
    this.health = new TierHealth(operations);
    this.arrivals = arrivals(settings, nanoTime);
    this.adminArrivals = arrivals(settings, nanoTime);
    RequestReader reader = new RequestReader(settings.maxTextBytes());
    Requests requests = new Requests(reader, settings.defaultDeadline(), nanoTime);
    Errands errands = new Errands(calls.ids(), workers, settings.defaultDeadline());
    FeedbackCalls feedbackCalls = new FeedbackCalls(feedback, operations);
    RouterService service =
        new RouterService(
            calls,
            requests,
            new RouteCalls(calls.engine(), requests),
            new StatsCalls(statistics, operations, feedback),
            new CostCalls(operations),
            new BatchCalls(
                new Batches(calls, batch, gate::isClosed),
                calls.ids(),
                requests,
                new BatchReader(reader, calls.ids(), batch, settings.maxTextBytes())),
            feedbackCalls,
            errands);
    this.router =
        Ports.router(settings, doors.callers(), doors.tls(), arrivals)
            .addService(
                ServerInterceptors.intercept(Unreadable.guard(service), new Admission(gate)))
            .addService(Ports.watched(health.service()))
            .build();
    this.admin =
        Ports.admin(settings, doors.operators(), doors.tls(), adminArrivals)
            .addService(
                Unreadable.guard(
                    new AdminService(
                        operations, feedbackCalls, errands, new TenantKeyCalls(doors.keys()))))
            .addService(Ports.watched(health.service()))
            .build();
  }

  /** One for each port: who fills the one does not keep operators from the other. */
  private static Arrivals arrivals(RpcSettings settings, LongSupplier nanoTime) {
    return Arrivals.at(
        settings.maxInboundMessageBytes(), settings.connections().patience(), nanoTime);
  }

  /**
   * Listens on both ports and serves.
   *
   * @throws IOException when an address cannot be had; says what to change, and neither is taken
   */
  public void start() throws IOException {
    listen(router, settings.address(), "gRPC", "server.grpc_address");
    try {
      listen(admin, settings.adminAddress(), "operators", "server.admin_address");
    } catch (IOException taken) {
      router.shutdownNow();
      throw taken;
    }
    health.start();
  }

  private static void listen(Server server, InetSocketAddress address, String whom, String setting)
      throws IOException {
    try {
      server.start();
    } catch (IOException taken) {
      throw CannotListen.at(address, whom, setting, Optional.empty(), taken);
    }
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
    return draining.drain();
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
    arrivals.close();
    adminArrivals.close();
  }
}
