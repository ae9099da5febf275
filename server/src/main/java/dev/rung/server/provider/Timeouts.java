package dev.rung.server.provider;

import java.time.Duration;

/**
 * How long a provider may take. The request's deadline ends a call earlier if it comes first.
 *
 * @param connect until the connection stands, TLS included
 * @param firstByte from sending until the response begins
 * @param idle between two pieces of a response
 */
public record Timeouts(Duration connect, Duration firstByte, Duration idle) {
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(30));

  public Timeouts {
    check("connect", connect);
    check("first_byte", firstByte);
    check("idle", idle);
  }

  private static void check(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " timeout must be above 0, not " + value);
    }
  }
}
