package dev.rung.server.http.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was written of one reply and its event loop has not taken yet. The loop takes all of it at
 * once, so that pieces that come together leave together: one task, one chunk, one write. Safe for
 * several threads; nothing in it waits.
 */
final class Outgoing {
  private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

  /** So much may wait for the event loop before its producer waits. */
  private static final int ROOM = 64 * 1024;

  private final Channel channel;
  private final Executor loop;
  private final Consumer<ChannelFuture> onEnd;
  private final Runnable onRoom;
  private Batch waiting = new Batch();
  private boolean onItsWay;

  /** Pieces that leave together, with what comes before and after them. */
  private static final class Batch {
    private final List<byte[]> pieces = new ArrayList<>();
    private @Nullable HttpResponse head;
    private @Nullable HttpObject last;
    private int bytes;
  }

  /**
   * Nothing yet.
   *
   * @param onEnd told, on the event loop, of the write that ends the reply
   * @param onRoom runs on the event loop once there is room again where there was none
   */
  Outgoing(Channel channel, Executor loop, Consumer<ChannelFuture> onEnd, Runnable onRoom) {
    this.channel = channel;
    this.loop = loop;
    this.onEnd = onEnd;
    this.onRoom = onRoom;
  }

  /** Goes with what follows. */
  synchronized void head(HttpResponse head) {
    waiting.head = head;
  }

  /** The array is this one's from now on. */
  void piece(byte[] bytes) {
    synchronized (this) {
      waiting.pieces.add(bytes);
      waiting.bytes += bytes.length;
    }
    send();
  }

  /** Nothing may follow. */
  void last(HttpObject last) {
    synchronized (this) {
      waiting.last = last;
    }
    send();
  }

  synchronized boolean hasRoom() {
    return waiting.bytes < ROOM;
  }

  private void send() {
    synchronized (this) {
      if (onItsWay) {
        return;
      }
      onItsWay = true;
    }
    try {
      loop.execute(this::leave);
    } catch (RejectedExecutionException closed) {
      // The listener was closed since, and the connection with it: the client is gone.
      LOG.atDebug().log("a reply came after its event loop had ended");
      ReferenceCountUtil.release(take().last);
    }
  }

  private synchronized Batch take() {
    Batch taken = waiting;
    waiting = new Batch();
    onItsWay = false;
    return taken;
  }

  /** On the event loop. */
  private void leave() {
    Batch batch = take();
    if (batch.head != null) {
      ChannelFuture _ = channel.write(batch.head, channel.voidPromise());
    }
    if (!batch.pieces.isEmpty()) {
      byte[][] pieces = batch.pieces.toArray(byte[][]::new);
      DefaultHttpContent chunk = new DefaultHttpContent(Unpooled.wrappedBuffer(pieces));
      ChannelFuture _ = channel.write(chunk, channel.voidPromise());
    }
    if (batch.last == null) {
      channel.flush();
    } else {
      onEnd.accept(channel.writeAndFlush(batch.last));
    }
    if (batch.bytes >= ROOM) {
      onRoom.run();
    }
  }
}
