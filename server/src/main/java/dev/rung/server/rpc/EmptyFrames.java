package dev.rung.server.rpc;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Flags;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListener;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends a connection on which more frames come that bring nothing than any client sends: pings,
 * settings, priorities, frames of no known kind and data without bytes (CVE-2019-9512, 9513, 9515,
 * 9518). They cost no memory and keep the others of the same event loop waiting. On the
 * connection's event loop.
 */
final class EmptyFrames extends Http2FrameListenerDecorator {
  private static final int MOST = 10_000;
  private static final long WINDOW = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanoTime;
  private long since;
  private int frames;

  EmptyFrames(Http2FrameListener listener, LongSupplier nanoTime) {
    super(listener);
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  private void count() throws Http2Exception {
    frames++;
    if (frames <= MOST) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - since < WINDOW) {
      throw Http2Exception.connectionError(
          Http2Error.ENHANCE_YOUR_CALM, "too many frames that bring nothing");
    }
    since = now;
    frames = 1;
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean last)
      throws Http2Exception {
    if (!data.isReadable() && !last) {
      count();
    }
    return super.onDataRead(context, stream, data, padding, last);
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    count();
    super.onPriorityRead(context, stream, dependency, weight, exclusive);
  }

  @Override
  public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
      throws Http2Exception {
    count();
    super.onSettingsRead(context, settings);
  }

  @Override
  public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
    count();
    super.onSettingsAckRead(context);
  }

  @Override
  public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
    count();
    super.onPingRead(context, data);
  }

  @Override
  public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
    count();
    super.onPingAckRead(context, data);
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext context, byte kind, int stream, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    count();
    super.onUnknownFrame(context, kind, stream, flags, payload);
  }
}
