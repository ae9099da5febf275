package dev.rung.server.config;

import java.time.Duration;

/**
 * The keys of [server] about connections of gRPC clients, on each of the two ports.
 *
 * @param most at once; further ones are closed
 * @param handshake until TLS is agreed and the client has begun to speak HTTP/2
 * @param resetsPerSecond streams that one connection may reset; beyond, it is closed
 */
public record GrpcConnections(int most, Duration handshake, int resetsPerSecond) {
  private static final Format<Duration> LENGTH =
      Durations.between(Duration.ofMillis(1), Duration.ofHours(1));

  public static final GrpcConnections DEFAULT =
      new GrpcConnections(4_096, Duration.ofSeconds(20), 2_000);

  public GrpcConnections {
    Format.UP_TO_A_MILLION.check("max_grpc_connections", most);
    LENGTH.check("handshake_timeout", handshake);
    Format.UP_TO_A_MILLION.check("max_resets_per_second", resetsPerSecond);
  }

  static GrpcConnections read(Section section) {
    return new GrpcConnections(
        section.get("max_grpc_connections", Format.UP_TO_A_MILLION, DEFAULT.most),
        section.get("handshake_timeout", LENGTH, DEFAULT.handshake),
        section.get("max_resets_per_second", Format.UP_TO_A_MILLION, DEFAULT.resetsPerSecond));
  }
}
