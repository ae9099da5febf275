package dev.rung.server.http.wire;

import dev.rung.server.peer.Peer;
import dev.rung.server.peer.Room;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.Optional;

/**
 * A request that comes: its head, and as much of its body as is there. Holds its body's room until
 * it is closed. On the connection's event loop.
 */
final class Incoming implements AutoCloseable {
  /** Set when the client has proved its certificate. */
  static final AttributeKey<List<String>> PEER_NAMES = AttributeKey.valueOf("peer-names");

  /** Of a longer body no more is read before it is known that its sender may ask. */
  private static final int SHORT_BODY = 64 * 1024;

  private final HttpRequest head;
  private final List<String> peerNames;
  private final Optional<Peer> peer;
  private final RequestBody body;
  private boolean mayBeLong;

  Incoming(HttpRequest head, Channel channel, int maxBodyBytes, Room room) {
    List<String> names = channel.attr(PEER_NAMES).get();
    this.head = head;
    this.peerNames = names == null ? List.of() : names;
    this.peer = Peer.of(channel.remoteAddress());
    this.body = new RequestBody(maxBodyBytes, room, peer, HttpUtil.getContentLength(head, 0L));
  }

  /** Whether this piece is the first with which its body is a long one. */
  boolean becomesLong(ByteBuf piece) {
    boolean becomes = !mayBeLong && body.size() + piece.readableBytes() > SHORT_BODY;
    mayBeLong |= becomes;
    return becomes;
  }

  /** Adds a piece of the body; tells what is wrong with it. */
  Optional<Unreadable> add(ByteBuf piece) {
    return body.add(piece);
  }

  /** What is asked, by its head alone. */
  WebRequest withoutBody() {
    return Heads.request(head, peerNames, peer, new byte[0]);
  }

  /** What is asked, with all of the body that came. */
  WebRequest whole() {
    return Heads.request(head, peerNames, peer, body.bytes());
  }

  /** Whether the client reads chunks. */
  boolean isCurrent() {
    return head.protocolVersion().equals(HttpVersion.HTTP_1_1);
  }

  /** Whether the connection may serve another request behind it. */
  boolean isKeptAlive() {
    return isCurrent() && HttpUtil.isKeepAlive(head);
  }

  @Override
  public void close() {
    body.close();
  }
}
