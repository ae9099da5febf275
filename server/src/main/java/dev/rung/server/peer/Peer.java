package dev.rung.server.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * One that connections come from: an address of IPv4, or the first half of one of IPv6, of which
 * one household has as many as it likes.
 *
 * @param address the second half is zero in one of IPv6
 */
public record Peer(InetAddress address) {
  private static final int HALF = 8;

  /** The other end of a connection; absent where it has no address, as in a process. */
  public static Optional<Peer> of(SocketAddress remote) {
    return remote instanceof InetSocketAddress socket && socket.getAddress() != null
        ? Optional.of(new Peer(shortened(socket.getAddress())))
        : Optional.empty();
  }

  private static InetAddress shortened(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    Arrays.fill(bytes, HALF, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("16 bytes are an address", impossible);
    }
  }

  /** Such as "192.0.2.1" or "2001:db8:0:1:0:0:0:0/64". */
  @Override
  public String toString() {
    return address.getHostAddress() + (address instanceof Inet6Address ? "/64" : "");
  }
}
