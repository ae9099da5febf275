package dev.rung.server.http.wire;

import dev.rung.server.peer.Room;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one connection, one after the other. All on the connection's event loop.
 *
 * <p>The connection is read while a request is answered too: only so is a client noticed at once
 * that goes away. A little of what a client sends ahead waits; beyond that the connection ends with
 * the last request that is whole.
 */
final class Exchanges extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);

  private static final int FRAMES = 12;

  /** How long what a refused client still sends is thrown away, so that it reads the refusal. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  private final WireSettings settings;
  private final Room room;
  private final Endpoint endpoint;
  private final Ahead ahead = new Ahead();
  private final Timer timer = new Timer();
  private State state = State.IDLE;
  private @Nullable Incoming incoming;
  private @Nullable WebReply reply;

  private enum State {
    /** Waits for the first byte of a request. */
    IDLE,
    /** A request is on its way. */
    ARRIVING,
    /** The request is there; its reply is not all gone. */
    ANSWERING,
    /** The last reply is on its way or gone; what comes is thrown away. */
    LEAVING
  }

  Exchanges(WireSettings settings, Room room, Endpoint endpoint) {
    this.settings = settings;
    this.room = room;
    this.endpoint = endpoint;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    idle(context);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof HttpObject object) || state == State.LEAVING) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (state == State.ANSWERING) {
      ahead.add(object);
      return;
    }
    try {
      take(context, object);
    } finally {
      ReferenceCountUtil.release(object);
    }
  }

  /** Goes before the decoder: the time for a request runs from the first byte of its head. */
  ChannelInboundHandlerAdapter firstByte() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (state == State.IDLE) {
          ChannelHandlerContext own = context.pipeline().context(Exchanges.this);
          arrive(own);
        }
        context.fireChannelRead(bytes);
      }
    };
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    WebReply current = reply;
    if (current != null) {
      current.wake();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    state = State.LEAVING;
    forget();
    timer.stop();
    ahead.clear();
    WebReply current = reply;
    reply = null;
    if (current != null) {
      current.leave();
      current.over();
    }
    context.fireChannelInactive();
  }

  /** A connection that breaks is a client that is gone. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
    // A handshake that fails comes wrapped by the decoder.
    boolean usual = broken instanceof IOException || broken.getCause() instanceof SSLException;
    if (!usual) {
      // Without its message, which may quote a request.
      LOG.atError()
          .addKeyValue("error", broken.getClass().getName())
          .addKeyValue("at", Arrays.stream(broken.getStackTrace()).limit(FRAMES).toList())
          .log("a connection failed unexpectedly");
    }
    close(context);
  }

  private void take(ChannelHandlerContext context, HttpObject object) {
    if (object instanceof HttpRequest request) {
      head(context, request);
    }
    if (state == State.ARRIVING && object instanceof HttpContent content) {
      content(context, content);
    }
  }

  private void head(ChannelHandlerContext context, HttpRequest request) {
    if (state == State.IDLE) {
      arrive(context);
    }
    Optional<Unreadable> fault = Heads.fault(request, settings.maxBodyBytes());
    if (fault.isPresent()) {
      refuse(context, fault.get());
      return;
    }
    incoming = new Incoming(request, context.channel(), settings.maxBodyBytes(), room);
    if (HttpUtil.is100ContinueExpected(request)) {
      ChannelFuture _ =
          context.writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private void content(ChannelHandlerContext context, HttpContent content) {
    Incoming request = incoming;
    if (request == null) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      refuse(context, Heads.fault(content.decoderResult()));
      return;
    }
    if (request.becomesLong(content.content()) && isTurnedAway(context, request)) {
      return;
    }
    Optional<Unreadable> fault = request.add(content.content());
    if (fault.isPresent()) {
      refuse(context, fault.get());
    } else if (content instanceof LastHttpContent) {
      state = State.ANSWERING;
      limit(context, settings.silence(), () -> silent(context));
      WebReply next = reply(context, request.isKeptAlive(), request.isCurrent());
      endpoint.answer(request.whole(), next);
    }
  }

  /** Who may not ask does not fill the room that bodies have. */
  private boolean isTurnedAway(ChannelHandlerContext context, Incoming request) {
    Optional<Consumer<WebReply>> refusal = endpoint.turnsAway(request.withoutBody());
    refusal.ifPresent(answer -> last(context, answer));
    return refusal.isPresent();
  }

  /** Not on the event loop: who writes at the same time may hold the lock that it needs. */
  private void silent(ChannelHandlerContext context) {
    WebReply current = reply;
    if (current != null && state == State.ANSWERING) {
      // First, so that one comment that gets no thread does not end those after it.
      limit(context, settings.silence(), () -> silent(context));
      current.silence().ifPresent(handler -> Thread.ofVirtual().name("keepalive").start(handler));
    }
  }

  private void refuse(ChannelHandlerContext context, Unreadable why) {
    last(context, reply -> endpoint.refuse(why, reply));
  }

  /** What is answered before the request is whole ends the connection. */
  private void last(ChannelHandlerContext context, Consumer<WebReply> answer) {
    forget();
    state = State.LEAVING;
    answer.accept(reply(context, false, false));
  }

  private WebReply reply(ChannelHandlerContext context, boolean keepAlive, boolean chunks) {
    WebReply next =
        new WebReply(
            context.channel(),
            context.executor(),
            keepAlive,
            chunks,
            (last, reusable) -> sending(context, last, reusable));
    reply = next;
    return next;
  }

  /** The write that ends the reply was begun. */
  private void sending(ChannelHandlerContext context, ChannelFuture last, boolean reusable) {
    last.addListener(sent -> gone(context, reusable && sent.isSuccess()));
    if (!last.isDone()) {
      limit(context, settings.patience(), () -> close(context));
    }
  }

  /** The reply has left: the next request, or the end. */
  private void gone(ChannelHandlerContext context, boolean reusable) {
    WebReply current = reply;
    if (current == null) {
      return; // The connection was closed before.
    }
    reply = null;
    forget();
    current.over();
    timer.stop();
    if (!reusable) {
      leave(context);
      return;
    }
    idle(context);
    while (state != State.ANSWERING && state != State.LEAVING && !ahead.isEmpty()) {
      HttpObject object = ahead.remove();
      try {
        take(context, object);
      } finally {
        ReferenceCountUtil.release(object);
      }
    }
    if (ahead.isOverrun() && ahead.isEmpty() && state != State.ANSWERING) {
      forget();
      leave(context);
    }
  }

  /** Closed at once while the client still sends, the reply could be lost on its way. */
  private void leave(ChannelHandlerContext context) {
    state = State.LEAVING;
    ahead.clear();
    if (context.channel() instanceof SocketChannel socket) {
      Encryption.end(socket);
      ChannelFuture _ = socket.shutdownOutput();
    }
    limit(context, LINGER, () -> close(context));
  }

  private void forget() {
    Incoming request = incoming;
    if (request != null) {
      request.close();
    }
    incoming = null;
  }

  private static void close(ChannelHandlerContext context) {
    ChannelFuture _ = context.close();
  }

  private void idle(ChannelHandlerContext context) {
    state = State.IDLE;
    limit(context, settings.idle(), () -> close(context));
  }

  private void arrive(ChannelHandlerContext context) {
    state = State.ARRIVING;
    limit(context, settings.patience(), () -> refuse(context, Unreadable.TOO_SLOW));
  }

  private void limit(ChannelHandlerContext context, Duration time, Runnable then) {
    timer.start(context.executor(), time, then);
  }
}
