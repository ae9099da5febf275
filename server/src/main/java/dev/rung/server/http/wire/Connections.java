package dev.rung.server.http.wire;

import dev.rung.server.peer.Crowd;
import dev.rung.server.peer.Peer;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.Optional;

/**
 * The connections that are open, at most so many in all and of one address. Safe for several
 * threads.
 */
final class Connections {
  private final Crowd crowd;
  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

  Connections(Crowd crowd) {
    this.crowd = crowd;
  }

  /** Whether there was room for it; it leaves by itself when it closes. */
  boolean enter(Channel channel) {
    Optional<Peer> peer = Peer.of(channel.remoteAddress());
    if (peer.isEmpty() || !crowd.enter(peer.get())) {
      return false;
    }
    open.add(channel);
    channel.closeFuture().addListener(closed -> crowd.leave(peer.get()));
    return true;
  }

  /** Closes every connection. */
  void close() {
    open.close().awaitUninterruptibly(1_000);
  }
}
