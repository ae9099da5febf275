package dev.rung.server.config;

import java.util.Optional;

/**
 * A host and a port to listen on.
 *
 * @param host a name or a literal address, IPv6 without brackets
 * @param port 0 to 65535; 0 takes any free port
 */
public record Address(String host, int port) {
  private static final int HIGHEST_PORT = 65_535;

  public Address {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host must not be blank");
    }
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
  }

  /** The address written as "host:port" or "[IPv6]:port"; absent where the text is neither. */
  public static Optional<Address> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || colon == text.length() - 1 || text.length() - colon > 6) {
      return Optional.empty();
    }
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    String port = text.substring(colon + 1);
    boolean plain = bare.chars().allMatch(c -> c > ' ' && "[]/@\"".indexOf(c) < 0);
    if (bare.isEmpty() || !plain || bare.contains(":") != bracketed || !isPort(port)) {
      return Optional.empty();
    }
    return Optional.of(new Address(bare, Integer.parseInt(port)));
  }

  private static boolean isPort(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9')
        && Integer.parseInt(text) <= HIGHEST_PORT;
  }

  /** As it is written in a configuration. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
