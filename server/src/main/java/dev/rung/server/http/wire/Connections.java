package dev.rung.server.http.wire;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections that are open, at most so many. Safe for several threads. */
final class Connections {
  private final int most;
  private final AtomicInteger count = new AtomicInteger();
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  Connections(int most) {
    this.most = most;
  }

  /** Whether there was room for it; it leaves by itself when it closes. */
  boolean enter(Channel channel) {
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      return false;
    }
    open.add(channel);
    channel.closeFuture().addListener(closed -> count.decrementAndGet());
    return true;
  }

  /** Closes every connection. */
  void close() {
    open.close().awaitUninterruptibly(1_000);
  }
}
