package dev.rung.server.http.wire;

import dev.rung.server.peer.Peer;
import dev.rung.server.peer.Room;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Collects the body of one request, up to a bound of its own and within the room of all. */
final class RequestBody implements AutoCloseable {
  private static final int FIRST = 4096;

  private final int most;
  private final Room room;
  private final Optional<Peer> peer;
  private final ByteArrayOutputStream bytes;

  /**
   * Holds nothing yet.
   *
   * @param peer who sends it
   * @param announced how much is said to come, which may not be so; 0 where nothing is said
   */
  RequestBody(int most, Room room, Optional<Peer> peer, long announced) {
    this.most = most;
    this.room = room;
    this.peer = peer;
    this.bytes = new ByteArrayOutputStream((int) Math.min(announced, FIRST));
  }

  /** Adds a piece; where there is no room for it, says why and adds nothing. */
  Optional<Unreadable> add(ByteBuf piece) {
    int length = piece.readableBytes();
    if (length > most - bytes.size()) {
      return Optional.of(Unreadable.BODY_TOO_LARGE);
    }
    if (!room.take(peer, length)) {
      return Optional.of(Unreadable.TOO_MANY_BODIES);
    }
    try {
      piece.readBytes(bytes, length);
      return Optional.empty();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
  }

  int size() {
    return bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Gives its room back; nothing may be added any more. */
  @Override
  public void close() {
    room.give(peer, bytes.size());
    bytes.reset();
  }
}
