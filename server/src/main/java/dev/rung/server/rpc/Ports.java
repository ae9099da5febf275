package dev.rung.server.rpc;

import io.grpc.BindableService;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Servers for the two ports, before their own services are added. */
final class Ports {
  private static final int HANDSHAKE_SECONDS = 20;

  private Ports() {}

  /** For callers: as large as a request may be. */
  static NettyServerBuilder router(RpcSettings settings) {
    return port(settings.address(), settings)
        .maxInboundMessageSize(settings.maxInboundMessageBytes())
        .maxConcurrentCallsPerConnection(settings.maxCallsPerConnection());
  }

  /** For operators: gRPC's own bound on messages. */
  static NettyServerBuilder admin(RpcSettings settings) {
    return port(settings.adminAddress(), settings);
  }

  /**
   * Code runs on the event loop that brings the call, which saves two changes of thread per call;
   * what could block must go elsewhere.
   */
  private static NettyServerBuilder port(InetSocketAddress address, RpcSettings settings) {
    KeepAlive keepAlive = settings.keepAlive();
    return NettyServerBuilder.forAddress(address)
        .directExecutor()
        .withChildOption(ChannelOption.TCP_NODELAY, true)
        .handshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .maxInboundMetadataSize(settings.maxInboundMetadataBytes())
        .permitKeepAliveTime(keepAlive.permitTime().toNanos(), TimeUnit.NANOSECONDS)
        .permitKeepAliveWithoutCalls(keepAlive.permitWithoutCalls())
        .keepAliveTime(keepAlive.time().toNanos(), TimeUnit.NANOSECONDS)
        .keepAliveTimeout(keepAlive.timeout().toNanos(), TimeUnit.NANOSECONDS)
        .maxConnectionIdle(keepAlive.maxIdle().toNanos(), TimeUnit.NANOSECONDS)
        .addService(ProtoReflectionServiceV1.newInstance())
        .addService(reflectionV1Alpha());
  }

  /** What grpcurl and most clients before 2024 ask for. */
  @SuppressWarnings("deprecation")
  private static BindableService reflectionV1Alpha() {
    return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
  }
}
