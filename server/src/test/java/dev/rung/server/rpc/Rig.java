package dev.rung.server.rpc;

import dev.rung.server.batch.BatchSettings;
import dev.rung.server.call.Calls;
import dev.rung.server.call.FixedOperations;
import dev.rung.server.call.RequestIds;
import dev.rung.server.call.ScriptedEngine;
import dev.rung.server.call.Unheard;
import dev.rung.server.call.Workers;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.feedback.FeedbackSettings;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.stats.Statistics;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import dev.rung.server.time.MovedClock;
import dev.rung.v1.AdminGrpc;
import dev.rung.v1.RouterGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A server on free ports of loopback, and a client at each. */
final class Rig implements AutoCloseable {
  /** Long enough for a busy machine; only a call that hangs takes it. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /** By which the server counts deadlines and patience. */
  final MovedClock clock = new MovedClock();

  final ScriptedEngine engine = new ScriptedEngine();
  final FixedOperations operations = new FixedOperations();
  final Statistics statistics = new Statistics(InstantSource.system(), Optional::empty);
  final Store store = Store.open(StoreSettings.inMemory(), List.of(Feedback.schema()));
  final Feedback feedback =
      new Feedback(store, FeedbackSettings.DEFAULT, InstantSource.system(), System::nanoTime)
          .start();
  final RpcServer server;
  final ManagedChannel channel;
  final ManagedChannel adminChannel;

  /** Requests that ended before the engine heard of them. */
  final List<RequestRecord> unheard = new CopyOnWriteArrayList<>();

  private final Workers workers;

  Rig() {
    this(4_096, settings());
  }

  /** The defaults with these three changed. */
  Rig(int maxRequestsInFlight, Duration deadline, Duration drainTimeout) {
    this(maxRequestsInFlight, settings(deadline, drainTimeout));
  }

  private Rig(int maxRequestsInFlight, RpcSettings settings) {
    this(maxRequestsInFlight, settings, BatchSettings.DEFAULT);
  }

  /** One whose batches may take this, with few threads for their items. */
  Rig(int maxRequestsInFlight, BatchSettings batch) {
    this(maxRequestsInFlight, settings(), batch);
  }

  private Rig(int maxRequestsInFlight, RpcSettings settings, BatchSettings batch) {
    workers = new Workers(maxRequestsInFlight, clock);
    Calls calls =
        new Calls(
            engine,
            new RequestIds(new SplittableRandom(1)),
            workers,
            new Unheard(unheard::add, InstantSource.system()));
    server =
        new RpcServer(
            settings, batch, calls, operations, statistics, feedback, OpenDoors.make(), clock);
    try {
      server.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    channel = channelTo(server.port());
    adminChannel = channelTo(server.adminPort());
  }

  static RpcSettings settings() {
    return RpcSettings.at(loopback(), loopback());
  }

  private static RpcSettings settings(Duration deadline, Duration drainTimeout) {
    RpcSettings defaults = settings();
    return new RpcSettings(
        defaults.address(),
        defaults.adminAddress(),
        defaults.maxInboundMessageBytes(),
        defaults.maxInboundMetadataBytes(),
        defaults.maxTextBytes(),
        defaults.maxCallsPerConnection(),
        deadline,
        drainTimeout,
        defaults.keepAlive(),
        defaults.connections());
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static ManagedChannel channelTo(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .maxInboundMessageSize(64 * 1024 * 1024)
        .build();
  }

  RouterGrpc.RouterBlockingStub router() {
    return RouterGrpc.newBlockingStub(channel)
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Without a deadline, so that the server's own applies. */
  RouterGrpc.RouterBlockingStub patientRouter() {
    return RouterGrpc.newBlockingStub(channel);
  }

  AdminGrpc.AdminBlockingStub admin() {
    return AdminGrpc.newBlockingStub(adminChannel)
        .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    adminChannel.shutdownNow();
    server.close();
    workers.close();
    feedback.close();
    store.close();
  }
}
