package dev.rung.server.rpc;

import java.time.Duration;

/**
 * How connections are kept and given up (gRPC's keepalive guide, proposals A8 and A9).
 *
 * @param permitTime a client that pings more often is disconnected
 * @param permitWithoutCalls whether clients may ping while no call is open
 * @param time of silence after which the server pings
 * @param timeout for the answer to that ping; without one the connection is closed
 * @param maxIdle a connection without calls for so long is closed gracefully
 */
public record KeepAlive(
    Duration permitTime,
    boolean permitWithoutCalls,
    Duration time,
    Duration timeout,
    Duration maxIdle) {
  public static final KeepAlive DEFAULT =
      new KeepAlive(
          Duration.ofSeconds(10),
          true,
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofMinutes(30));

  public KeepAlive {
    aboveZero("permit_keepalive_time", permitTime);
    aboveZero("keepalive_time", time);
    aboveZero("keepalive_timeout", timeout);
    aboveZero("max_connection_idle", maxIdle);
  }

  static void aboveZero(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above 0, not " + value);
    }
  }
}
