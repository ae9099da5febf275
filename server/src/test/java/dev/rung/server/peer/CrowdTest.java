package dev.rung.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrowdTest {
  private static Peer peer(String address) throws Exception {
    return Peer.of(new InetSocketAddress(InetAddress.getByName(address), 1)).orElseThrow();
  }

  @Test
  void onePeerHasItsShareAndTheOthersTheRest() throws Exception {
    Crowd crowd = new Crowd(3, 2);

    assertThat(crowd.enter(peer("192.0.2.1"))).isTrue();
    assertThat(crowd.enter(peer("192.0.2.1"))).isTrue();
    assertThat(crowd.enter(peer("192.0.2.1"))).isFalse();
    assertThat(crowd.enter(peer("192.0.2.2"))).isTrue();
    assertThat(crowd.enter(peer("192.0.2.3"))).isFalse();
    crowd.leave(peer("192.0.2.1"));
    assertThat(crowd.enter(peer("192.0.2.3"))).isTrue();
  }

  @Test
  void whoHasNoConnectionIsForgotten() throws Exception {
    Crowd crowd = new Crowd(3, 1);
    assertThat(crowd.enter(peer("192.0.2.1"))).isTrue();
    assertThat(crowd.enter(peer("192.0.2.1"))).isFalse();

    crowd.leave(peer("192.0.2.1"));

    assertThat(crowd.peers()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "2001:db8::1, 2001:db8::ffff, true",
    "2001:db8:0:1::1, 2001:db8:0:2::1, false",
    "::ffff:192.0.2.1, 192.0.2.1, true",
  })
  void oneIsWhoHasTheAddressOrTheSameHalfOfIt(String one, String other, boolean same)
      throws Exception {
    assertThat(peer(one).equals(peer(other))).isEqualTo(same);
  }

  @Test
  void saysItsAddress() throws Exception {
    assertThat(peer("192.0.2.1")).hasToString("192.0.2.1");
    assertThat(peer("2001:db8:0:1::7")).hasToString("2001:db8:0:1:0:0:0:0/64");
    assertThat(Peer.of(new SocketAddress() {})).isEmpty();
    assertThat(Peer.of(InetSocketAddress.createUnresolved("somewhere", 1))).isEmpty();
  }

  @Test
  void isNoCrowdOfNone() {
    assertThatThrownBy(() -> new Crowd(0, 1)).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> new Crowd(1, 0)).hasMessageContaining("1 or more");
  }
}
