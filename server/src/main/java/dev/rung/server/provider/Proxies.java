package dev.rung.server.provider;

import java.util.List;
import java.util.Optional;

/**
 * Which connections go through a proxy. None to this machine does.
 *
 * @param forHttp for plain http
 * @param forHttps for https, through a tunnel ({@code CONNECT}) that the proxy cannot look into
 * @param direct hosts that are reached without one: names, which stand for what is below them as
 *     well, or addresses, in lower case, each with or without a port; {@code *} is all of them
 */
public record Proxies(Optional<Proxy> forHttp, Optional<Proxy> forHttps, List<String> direct) {
  /** Every connection is a direct one. */
  public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), List.of());

  public Proxies {
    direct = List.copyOf(direct);
  }

  /** A proxy, spoken to in plain http. */
  public record Proxy(String host, int port, Optional<Login> login) {}

  /** What a proxy wants to know. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[redacted]";
    }
  }

  /**
   * The proxy on the way to a server.
   *
   * @param host in lower case, IPv6 without brackets
   */
  public Optional<Proxy> to(boolean https, String host, int port) {
    Optional<Proxy> proxy = https ? forHttps : forHttp;
    return proxy.filter(found -> !Hosts.isHere(host) && !isDirect(host, port));
  }

  private boolean isDirect(String host, int port) {
    return direct.stream()
        .anyMatch(entry -> entry.equals("*") || matches(entry, host) || matches(entry, host, port));
  }

  private static boolean matches(String entry, String host, int port) {
    String suffix = ":" + port;
    return entry.endsWith(suffix)
        && matches(entry.substring(0, entry.length() - suffix.length()), host);
  }

  private static boolean matches(String entry, String host) {
    return host.equals(entry) || host.endsWith("." + entry);
  }
}
