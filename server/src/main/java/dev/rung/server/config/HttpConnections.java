package dev.rung.server.config;

import java.time.Duration;

/**
 * The keys of [server] about connections of OpenAI clients.
 *
 * @param most at once; further ones are closed
 * @param patience how long a client may take to send a request, and to take the end of an answer
 * @param idle a connection without a request for so long is closed
 * @param keepalive of silence in a stream after which a comment is sent
 */
public record HttpConnections(int most, Duration patience, Duration idle, Duration keepalive) {
  private static final Format<Duration> LENGTH =
      Durations.between(Duration.ofMillis(1), Duration.ofDays(1));

  public static final HttpConnections DEFAULT =
      new HttpConnections(
          1_024, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(15));

  public HttpConnections {
    Format.UP_TO_A_MILLION.check("max_http_connections", most);
    LENGTH.check("http_patience", patience);
    LENGTH.check("http_idle", idle);
    LENGTH.check("http_keepalive", keepalive);
  }

  static HttpConnections read(Section section) {
    return new HttpConnections(
        section.get("max_http_connections", Format.UP_TO_A_MILLION, DEFAULT.most),
        section.get("http_patience", LENGTH, DEFAULT.patience),
        section.get("http_idle", LENGTH, DEFAULT.idle),
        section.get("http_keepalive", LENGTH, DEFAULT.keepalive));
  }
}
