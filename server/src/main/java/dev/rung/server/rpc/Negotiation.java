package dev.rung.server.rpc;

import dev.rung.server.peer.Crowd;
import dev.rung.server.peer.Peer;
import io.grpc.netty.shaded.io.grpc.netty.GrpcHttp2ConnectionHandler;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiator.ProtocolNegotiator;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.util.AsciiString;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Begins connections as another negotiation does, at most so many at once in all and of one
 * address, and closes one whose client has not begun to speak HTTP/2 in time: gRPC itself would
 * wait for it. Safe for several threads.
 */
final class Negotiation implements ProtocolNegotiator {
  private final ProtocolNegotiator negotiator;
  private final ConnectionLimits limits;
  private final Crowd crowd;
  private final LongSupplier nanoTime;

  Negotiation(ProtocolNegotiator negotiator, ConnectionLimits limits, LongSupplier nanoTime) {
    this.negotiator = negotiator;
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.crowd = new Crowd(limits.most(), limits.mostOfOne());
  }

  @Override
  public AsciiString scheme() {
    return negotiator.scheme();
  }

  @Override
  public ChannelHandler newHandler(GrpcHttp2ConnectionHandler http2) {
    return new Beginning(http2);
  }

  @Override
  public void close() {
    negotiator.close();
  }

  /** Takes part once, then makes room for the negotiation. */
  private final class Beginning extends ChannelInboundHandlerAdapter {
    private final GrpcHttp2ConnectionHandler http2;

    Beginning(GrpcHttp2ConnectionHandler http2) {
      this.http2 = http2;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      Optional<Peer> peer = Peer.of(context.channel().remoteAddress());
      if (peer.isEmpty() || !crowd.enter(peer.get())) {
        ChannelFuture _ = context.close();
        return;
      }
      ChannelFuture _ =
          context.channel().closeFuture().addListener(closed -> crowd.leave(peer.get()));
      Future<?> patience =
          context
              .executor()
              .schedule(
                  () -> closeUnlessBegun(context),
                  limits.handshake().toNanos(),
                  TimeUnit.NANOSECONDS);
      ChannelFuture _ =
          context.channel().closeFuture().addListener(closed -> patience.cancel(false));
      http2.connection().addListener(new Ending(http2, context.channel()));
      http2.decoder().frameListener(new EmptyFrames(http2.decoder().frameListener(), nanoTime));
      context.pipeline().replace(this, null, negotiator.newHandler(http2));
    }

    private void closeUnlessBegun(ChannelHandlerContext context) {
      if (!http2.decoder().prefaceReceived()) {
        ChannelFuture _ = context.channel().close();
      }
    }
  }

  /** Closes at once what goes away for a fault: gRPC would go on, frame by frame. */
  private static final class Ending extends Http2ConnectionAdapter {
    private final GrpcHttp2ConnectionHandler http2;
    private final Channel channel;

    Ending(GrpcHttp2ConnectionHandler http2, Channel channel) {
      this.http2 = http2;
      this.channel = channel;
    }

    @Override
    public void onGoAwaySent(int lastStreamId, long errorCode, ByteBuf debugData) {
      ChannelHandlerContext context = channel.pipeline().context(http2);
      if (errorCode != Http2Error.NO_ERROR.code() && context != null) {
        channel.pipeline().addBefore(context.name(), "ended", new Dropping());
        // After this task, so that the other side is told why.
        channel.eventLoop().execute(this::close);
      }
    }

    private void close() {
      ChannelFuture _ = channel.close();
    }
  }

  /** Throws away what still comes. */
  private static final class Dropping extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      ReferenceCountUtil.release(bytes);
    }
  }
}
