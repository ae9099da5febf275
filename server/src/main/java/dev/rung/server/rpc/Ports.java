package dev.rung.server.rpc;

import dev.rung.server.tenant.Door;
import dev.rung.server.tls.ServerTls;
import dev.rung.server.tls.TlsSettings;
import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator.ProtocolNegotiator;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Servers for the two ports, before their own services are added. */
final class Ports {
  private static final Watches WATCHES = new Watches();

  private Ports() {}

  /** Services whose calls may stay open without an end. */
  static ServerServiceDefinition watched(BindableService service) {
    return ServerInterceptors.intercept(service, WATCHES);
  }

  /** For callers: as large as a request may be. */
  static NettyServerBuilder router(
      RpcSettings settings, Door door, Optional<ServerTls> tls, Arrivals arrivals) {
    return port(settings.address(), settings, door, tls, arrivals)
        .maxInboundMessageSize(settings.maxInboundMessageBytes());
  }

  /** For operators: gRPC's own bound on messages. */
  static NettyServerBuilder admin(
      RpcSettings settings, Door door, Optional<ServerTls> tls, Arrivals arrivals) {
    return port(settings.adminAddress(), settings, door, tls, arrivals);
  }

  /**
   * Code runs on the event loop that brings the call, which saves two changes of thread per call;
   * what could block must go elsewhere.
   */
  private static NettyServerBuilder port(
      InetSocketAddress address,
      RpcSettings settings,
      Door door,
      Optional<ServerTls> tls,
      Arrivals arrivals) {
    KeepAlive keepAlive = settings.keepAlive();
    ConnectionLimits connections = settings.connections();
    ProtocolNegotiator negotiator =
        tls.map(Ports::context)
            .map(InternalProtocolNegotiators::serverTls)
            .orElseGet(InternalProtocolNegotiators::serverPlaintext);
    return NettyServerBuilder.forAddress(address)
        .protocolNegotiator(new Negotiation(negotiator, connections, arrivals.nanoTime()))
        .directExecutor()
        .addStreamTracerFactory(arrivals)
        .intercept(arrivals)
        .intercept(new Authentication(door)) // Asked before.
        .addTransportFilter(new PeerNames(tls))
        .addTransportFilter(WATCHES)
        .withChildOption(ChannelOption.TCP_NODELAY, true)
        .handshakeTimeout(connections.handshake().toNanos(), TimeUnit.NANOSECONDS)
        .maxRstFramesPerWindow(connections.resetsPerSecond(), 1)
        .maxConcurrentCallsPerConnection(settings.maxCallsPerConnection())
        .maxInboundMetadataSize(settings.maxInboundMetadataBytes())
        .permitKeepAliveTime(keepAlive.permitTime().toNanos(), TimeUnit.NANOSECONDS)
        .permitKeepAliveWithoutCalls(keepAlive.permitWithoutCalls())
        .keepAliveTime(keepAlive.time().toNanos(), TimeUnit.NANOSECONDS)
        .keepAliveTimeout(keepAlive.timeout().toNanos(), TimeUnit.NANOSECONDS)
        .maxConnectionIdle(keepAlive.maxIdle().toNanos(), TimeUnit.NANOSECONDS)
        .addService(ProtoReflectionServiceV1.newInstance())
        .addService(reflectionV1Alpha());
  }

  /** By the JDK, which asks its managers anew at every handshake. */
  private static SslContext context(ServerTls tls) {
    TlsSettings settings = tls.settings();
    SslContextBuilder builder =
        GrpcSslContexts.configure(SslContextBuilder.forServer(tls.keyManager()), SslProvider.JDK)
            .protocols(settings.protocols())
            .ciphers(settings.ciphers());
    tls.trustManager().ifPresent(builder::trustManager);
    try {
      return builder.clientAuth(clientAuth(settings.clientAuth())).build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("the JDK cannot speak TLS as it must", impossible);
    }
  }

  private static ClientAuth clientAuth(TlsSettings.ClientAuth wanted) {
    return switch (wanted) {
      case NONE -> ClientAuth.NONE;
      case REQUEST -> ClientAuth.OPTIONAL;
      case REQUIRE -> ClientAuth.REQUIRE;
    };
  }

  /** What grpcurl and most clients before 2024 ask for. */
  @SuppressWarnings("deprecation")
  private static BindableService reflectionV1Alpha() {
    return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
  }
}
