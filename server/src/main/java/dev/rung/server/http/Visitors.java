package dev.rung.server.http;

import dev.rung.server.http.wire.WebRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask: programs, and pages that this server would have served itself. A page of another
 * site that a browser on this machine shows may not, not even through a name of its own that leads
 * to loopback (DNS rebinding).
 *
 * @param loopback whether the server listens on loopback, so that it has no other names
 */
record Visitors(boolean loopback) {
  private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

  /** Why the request is refused; absent where it may ask. */
  Optional<String> fault(WebRequest request) {
    String host = request.header("host").orElse("");
    if (loopback && !isLoopback(name(host))) {
      return Optional.of(
          "the Host header must be a name of loopback, such as localhost: this server listens there"
              + " only");
    }
    boolean foreign =
        request.header("origin").filter(origin -> !isOf(origin, host)).isPresent()
            || request.header("sec-fetch-site").filter(FOREIGN::contains).isPresent();
    return foreign
        ? Optional.of("pages of other sites may not call this server from a browser")
        : Optional.empty();
  }

  private static boolean isOf(String origin, String host) {
    int scheme = origin.indexOf("://");
    return scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(host);
  }

  /** Without the port. */
  private static String name(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && host.indexOf(']', colon) < 0 && isPort(host.substring(colon + 1));
    return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
  }

  private static boolean isPort(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || isLoopbackV4(name);
  }

  private static boolean isLoopbackV4(String name) {
    if (!name.startsWith("127.")) {
      return false;
    }
    String[] parts = name.split("\\.", -1);
    boolean numbers = parts.length == 4;
    for (String part : parts) {
      numbers &= !part.isEmpty() && isPort(part);
    }
    return numbers;
  }
}
