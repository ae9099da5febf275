package dev.rung.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final Optional<Peer> ONE = peer("192.0.2.1");
  private static final Optional<Peer> OTHER = peer("192.0.2.2");

  private final Room room = new Room(100);

  private static Optional<Peer> peer(String address) {
    try {
      return Optional.of(new Peer(InetAddress.getByName(address)));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void noPeerTakesTheRoomOfAll() {
    assertThat(room.take(ONE, 75)).isTrue();
    assertThat(room.take(ONE, 1)).isFalse();
    assertThat(room.take(OTHER, 25)).isTrue();
    assertThat(room.take(OTHER, 1)).isFalse();
    assertThat(room.take(Optional.empty(), 1)).isFalse();
  }

  @Test
  void whatIsGivenBackMayBeTakenAgain() {
    assertThat(room.take(ONE, 70)).isTrue();
    assertThat(room.take(ONE, 31)).isFalse();

    room.give(ONE, 70);

    assertThat(room.held()).isZero();
    assertThat(room.peers()).isZero();
    assertThat(room.take(Optional.empty(), 100)).isTrue();
  }
}
