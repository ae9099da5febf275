package dev.rung.server.rpc;

import java.time.Duration;

/**
 * What one port bears of connections, whatever they mean.
 *
 * @param most at once; further ones are closed
 * @param mostOfOne of them, from one address
 * @param handshake until TLS is agreed and the client has begun to speak HTTP/2
 * @param patience with a request, from its headers until its message is whole
 * @param resetsPerSecond streams that one connection may reset in a second; beyond, it is closed
 *     (CVE-2023-44487)
 */
public record ConnectionLimits(
    int most, int mostOfOne, Duration handshake, Duration patience, int resetsPerSecond) {
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(4_096, 512, Duration.ofSeconds(20), Duration.ofSeconds(30), 2_000);

  public ConnectionLimits {
    if (most < 1 || mostOfOne < 1 || resetsPerSecond < 1) {
      throw new IllegalArgumentException("connections and resets must be 1 or more");
    }
    KeepAlive.aboveZero("handshake_timeout", handshake);
    KeepAlive.aboveZero("http_patience", patience);
  }
}
