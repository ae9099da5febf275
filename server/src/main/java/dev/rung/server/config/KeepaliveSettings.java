package dev.rung.server.config;

import java.time.Duration;

/**
 * How connections are kept and given up; part of the table [server].
 *
 * @param permitTime a client that pings more often is disconnected
 * @param time of silence after which the server pings
 * @param timeout without an answer to the ping, after which the connection is closed
 * @param maxIdle a connection without calls for so long is closed
 */
public record KeepaliveSettings(
    Duration permitTime, Duration time, Duration timeout, Duration maxIdle) {
  private static final Format<Duration> LENGTH =
      Durations.between(Duration.ofMillis(1), Duration.ofDays(365));

  public static final KeepaliveSettings DEFAULT =
      new KeepaliveSettings(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofSeconds(20),
          Duration.ofMinutes(30));

  public KeepaliveSettings {
    LENGTH.check("permit_keepalive_time", permitTime);
    LENGTH.check("keepalive_time", time);
    LENGTH.check("keepalive_timeout", timeout);
    LENGTH.check("max_connection_idle", maxIdle);
  }

  static KeepaliveSettings read(Section section) {
    return new KeepaliveSettings(
        section.get("permit_keepalive_time", LENGTH, DEFAULT.permitTime),
        section.get("keepalive_time", LENGTH, DEFAULT.time),
        section.get("keepalive_timeout", LENGTH, DEFAULT.timeout),
        section.get("max_connection_idle", LENGTH, DEFAULT.maxIdle));
  }
}
