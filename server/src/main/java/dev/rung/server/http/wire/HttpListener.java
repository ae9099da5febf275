package dev.rung.server.http.wire;

import dev.rung.server.peer.Crowd;
import dev.rung.server.peer.Room;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes connections on one address. One start, then {@link #close}; safe for several threads. */
public final class HttpListener implements AutoCloseable {
  private static final int KIBIBYTE = 1024;
  private static final int BACKLOG = 256;
  private static final int MAX_TARGET = 8 * KIBIBYTE;

  /** The kernel would let it grow to megabytes for a reader who does not read. */
  private static final int SEND_BUFFER = 256 * KIBIBYTE;

  /** What one connection holds for a slow reader before its producer waits. */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(64 * KIBIBYTE, 256 * KIBIBYTE);

  private final WireSettings settings;
  private final Endpoint endpoint;
  private final Room room;
  private final Connections connections;
  private final Optional<Encryption> encryption;
  private Optional<EventLoopGroup> loops = Optional.empty();
  private Optional<Channel> listening = Optional.empty();

  public HttpListener(WireSettings settings, Endpoint endpoint) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.room = new Room(settings.maxBodiesBytes());
    this.connections =
        new Connections(new Crowd(settings.maxConnections(), settings.maxConnectionsOfOne()));
    this.encryption = settings.tls().map(tls -> new Encryption(tls, settings.handshake()));
  }

  /**
   * Listens and serves.
   *
   * @throws IOException when the address cannot be had
   */
  public synchronized void start() throws IOException {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
    EventLoopGroup group =
        new MultiThreadIoEventLoopGroup(
            threads,
            Thread.ofPlatform().daemon().name("http-", 0).factory(),
            NioIoHandler.newFactory());
    loops = Optional.of(group);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(pipeline())
            .bind(settings.address())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      close();
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    listening = Optional.of(bound.channel());
  }

  private ChannelInitializer<SocketChannel> pipeline() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (!connections.enter(channel)) {
          ChannelFuture _ = channel.close();
          return;
        }
        HttpDecoderConfig decoding =
            new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_TARGET)
                .setMaxHeaderSize(settings.maxHeaderBytes());
        encryption.ifPresent(tls -> tls.add(channel));
        Exchanges exchanges = new Exchanges(settings, room, endpoint);
        channel
            .pipeline()
            .addLast(exchanges.firstByte())
            .addLast(new Codec(decoding))
            .addLast(exchanges);
      }
    };
  }

  /** Where it listens. */
  public synchronized int port() {
    return listening
        .map(channel -> ((InetSocketAddress) channel.localAddress()).getPort())
        .orElseThrow(() -> new IllegalStateException("not started"));
  }

  /** Closes the port and every connection. */
  @Override
  public synchronized void close() {
    listening.ifPresent(channel -> channel.close().awaitUninterruptibly());
    connections.close();
    loops.ifPresent(HttpListener::stop);
    listening = Optional.empty();
    loops = Optional.empty();
  }

  private static void stop(EventLoopGroup group) {
    Future<?> _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
