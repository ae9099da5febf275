package dev.rung.server.http.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The way back to one client: {@link #whole}, or {@link #begin}, any number of {@link #piece} and
 * {@link #end}. One thread at a time, any; what comes after the end, or after the client went away,
 * is dropped.
 */
public final class WebReply {
  private final Channel channel;
  private final Outgoing outgoing;
  private final boolean keepAlive;

  /** Whether the client reads chunks; for one that does not, the end is that of the connection. */
  private final boolean chunks;

  private Runnable onGone = WebReply::nothing;
  private Runnable onReady = WebReply::nothing;
  private Runnable onOver = WebReply::nothing;
  private Optional<Runnable> onSilence = Optional.empty();
  private boolean spoken;
  private boolean gone;
  private boolean over;
  private volatile boolean closing;

  /** Hears of the end of a reply, on the event loop. */
  interface Ended {
    /**
     * It is on its way.
     *
     * @param last the write that ends it
     * @param reusable whether the connection may be used again
     */
    void ended(ChannelFuture last, boolean reusable);
  }

  WebReply(Channel channel, Executor loop, boolean keepAlive, boolean chunks, Ended ended) {
    this.channel = channel;
    this.keepAlive = keepAlive;
    this.chunks = chunks;
    this.outgoing =
        new Outgoing(channel, loop, last -> ended.ended(last, keepAlive && !closing), this::wake);
  }

  /** Runs this when the client goes away before the end; at once where it already has. */
  public void onGone(Runnable handler) {
    boolean already;
    synchronized (this) {
      onGone = handler;
      already = gone;
    }
    if (already) {
      handler.run();
    }
  }

  /** Runs this, on the event loop, whenever the client may have become ready for more. */
  public synchronized void onReady(Runnable handler) {
    onReady = handler;
  }

  /** Runs this, on the event loop, once the last byte was sent or the client is gone. */
  public synchronized void onOver(Runnable handler) {
    onOver = handler;
  }

  /**
   * Runs this, on a thread of its own, whenever nothing was written for {@link
   * WireSettings#silence}, and for less than twice as long. It takes care of its own order with
   * what is written meanwhile.
   */
  public synchronized void onSilence(Runnable handler) {
    onSilence = Optional.of(handler);
  }

  /** What to run where nothing was written since the last call of this. */
  synchronized Optional<Runnable> silence() {
    boolean quiet = !spoken && !over && !gone;
    spoken = false;
    return quiet ? onSilence : Optional.empty();
  }

  /** Whether more can be written without piling up; any thread. */
  public boolean isReady() {
    return channel.isWritable() && outgoing.hasRoom();
  }

  /** Closes the connection after this reply. */
  public void closeAfter() {
    closing = true;
  }

  /** The whole reply. */
  public void whole(int status, Map<String, String> headers, byte[] body) {
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.wrappedBuffer(body));
    set(response.headers(), headers);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    finish(response);
  }

  /** The head of a reply whose length is not known yet. */
  public void begin(int status, Map<String, String> headers) {
    DefaultHttpResponse response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    if (chunks) {
      response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    } else {
      closeAfter();
    }
    set(response.headers(), headers);
    if (!isOver()) {
      outgoing.head(response);
    }
  }

  /** A piece of the body; sent at once. The array is the reply's from now on. */
  public void piece(byte[] bytes) {
    if (speak()) {
      outgoing.piece(bytes);
    }
  }

  /** The end of a reply that was begun. */
  public void end() {
    finish(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  private void finish(HttpObject last) {
    synchronized (this) {
      if (over || gone) {
        over = true;
        return;
      }
      over = true;
    }
    outgoing.last(last);
  }

  private synchronized boolean speak() {
    spoken = true;
    return !over && !gone;
  }

  private synchronized boolean isOver() {
    return over || gone;
  }

  private void set(HttpHeaders to, Map<String, String> headers) {
    headers.forEach(to::set);
    if (!keepAlive || closing) {
      to.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  /** The client may be ready; called on the event loop. */
  void wake() {
    Runnable handler;
    synchronized (this) {
      handler = onReady;
    }
    handler.run();
  }

  /** The client is gone; called on the event loop, once. */
  void leave() {
    Runnable handler;
    synchronized (this) {
      if (over) {
        return;
      }
      gone = true;
      handler = onGone;
    }
    handler.run();
  }

  /** Nothing more happens with this reply; called on the event loop, once. */
  void over() {
    Runnable handler;
    synchronized (this) {
      handler = onOver;
    }
    handler.run();
  }

  private static void nothing() {}
}
