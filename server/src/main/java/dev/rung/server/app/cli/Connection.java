package dev.rung.server.app.cli;

import dev.rung.server.app.cli.AccessOptions.Access;
import dev.rung.v1.AdminGrpc;
import dev.rung.v1.RouterGrpc;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A channel to a daemon, and the daemon itself where it runs in this process.
 *
 * <p>When the process is told to end (Ctrl-C), calls in flight are cancelled, so that nobody goes
 * on generating for a reader who left.
 */
final class Connection implements AutoCloseable {
  private static final Duration GOODBYE = Duration.ofSeconds(1);
  private static final Duration STEP = Duration.ofMillis(2);
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

  private final Address address;
  private final Duration timeout;
  private final Optional<LocalDaemon> daemon;
  private final ManagedChannel channel;
  private final Thread onExit = new Thread(this::abandon, "cancel-calls");
  private volatile boolean abandoned;

  private Connection(
      Address address, Access access, Duration timeout, Optional<LocalDaemon> daemon) {
    this.address = address;
    this.timeout = timeout;
    this.daemon = daemon;
    ManagedChannelBuilder<?> built =
        Grpc.newChannelBuilderForAddress(address.host(), address.port(), access.channel());
    access.name().ifPresent(built::overrideAuthority);
    this.channel =
        built
            .intercept(MetadataUtils.newAttachHeadersInterceptor(headers(access)))
            .maxInboundMessageSize(LARGEST_ANSWER)
            .directExecutor()
            .build();
  }

  /**
   * Does not wait for the daemon: the first call finds out whether it answers.
   *
   * @param access with which every call is made
   * @param timeout for each call
   * @param daemon stopped with this connection
   */
  static Connection open(
      Address address, Access access, Duration timeout, Optional<LocalDaemon> daemon) {
    Connection connection = new Connection(address, access, timeout, daemon);
    Runtime.getRuntime().addShutdownHook(connection.onExit);
    return connection;
  }

  private static Metadata headers(Access access) {
    Metadata headers = new Metadata();
    access.key().ifPresent(key -> headers.put(AUTHORIZATION, "Bearer " + key));
    return headers;
  }

  Address address() {
    return address;
  }

  /** The router, with the deadline running from now. */
  RouterGrpc.RouterBlockingStub router() {
    return RouterGrpc.newBlockingStub(channel)
        .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The router without a deadline of this side: for what the daemon itself bounds. */
  RouterGrpc.RouterBlockingStub patientRouter() {
    return RouterGrpc.newBlockingStub(channel);
  }

  /** The admin service, with the deadline running from now. */
  AdminGrpc.AdminBlockingStub admin() {
    return AdminGrpc.newBlockingStub(channel)
        .withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Whether the process was told to end, which is why calls fail now. */
  boolean abandoned() {
    return abandoned;
  }

  @Override
  public void close() {
    if (processEnds()) {
      return; // The hook leaves, and the process takes the daemon with it.
    }
    leave();
    daemon.ifPresent(LocalDaemon::close);
  }

  private boolean processEnds() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
      return false;
    } catch (IllegalStateException hooksRunAlready) {
      return true;
    }
  }

  private void abandon() {
    abandoned = true;
    leave();
  }

  /** Ends the channel, and waits until the other side has been told. */
  private void leave() {
    channel.shutdownNow();
    long patience = System.nanoTime() + GOODBYE.toNanos();
    while (!channel.isTerminated() && System.nanoTime() < patience) {
      LockSupport.parkNanos(STEP.toNanos());
    }
  }
}
