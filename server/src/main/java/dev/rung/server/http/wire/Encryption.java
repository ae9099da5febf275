package dev.rung.server.http.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** TLS in front of connections. Safe for several threads. */
final class Encryption {
  private final WireTls tls;
  private final SslContext context;
  private final Duration handshake;

  Encryption(WireTls tls, Duration handshake) {
    this.tls = tls;
    this.handshake = handshake;
    this.context = context(tls);
  }

  /** By the JDK, which asks its managers anew at every handshake. */
  private static SslContext context(WireTls tls) {
    SslContextBuilder builder =
        SslContextBuilder.forServer(tls.keyManager())
            .sslProvider(SslProvider.JDK)
            .protocols(tls.protocols())
            .ciphers(tls.ciphers());
    tls.trustManager()
        .ifPresent(trust -> {
          builder.trustManager(trust);
          builder.clientAuth(tls.required() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
        });
    try {
      return builder.build();
    } catch (SSLException impossible) {
      throw new IllegalStateException("the JDK cannot speak TLS as it must", impossible);
    }
  }

  /** Puts it in front of whatever comes later. */
  void add(SocketChannel channel) {
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeoutMillis(handshake.toMillis());
    channel.pipeline().addLast(handler).addLast(new Names(handler));
  }

  /** Tells a client that nothing more comes, before the connection says so. */
  static void end(Channel channel) {
    SslHandler handler = channel.pipeline().get(SslHandler.class);
    if (handler != null) {
      ChannelFuture _ = handler.closeOutbound();
    }
  }

  /** Notes what the client's certificate says, when it was proved. */
  private final class Names extends ChannelInboundHandlerAdapter {
    private final SslHandler handler;

    Names(SslHandler handler) {
      this.handler = handler;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof SslHandshakeCompletionEvent agreed && agreed.isSuccess()) {
        Optional<List<String>> names = tls.peerNames().apply(handler.engine().getSession());
        if (names.isEmpty()) {
          ChannelFuture _ = context.close();
          return;
        }
        context.channel().attr(Incoming.PEER_NAMES).set(names.get());
      }
      context.fireUserEventTriggered(event);
    }
  }
}
