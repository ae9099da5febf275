package dev.rung.server.models.hub;

import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.Reach;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where requests may go, and to whom the token may be shown.
 *
 * @param endpoint the hub
 * @param loopbackOnly whether nothing beyond this machine may be reached
 */
record Route(URI endpoint, boolean loopbackOnly) {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /**
   * The address that a redirect leads to.
   *
   * @param location of the response, absolute or relative
   * @throws HubException when it must not be followed
   */
  URI next(URI from, String location) throws HubException {
    URI to = resolved(from, location);
    boolean http = isHttps(to) || "http".equalsIgnoreCase(to.getScheme());
    if (!http || to.getHost() == null || to.getRawUserInfo() != null) {
      throw HubException.lasting(name() + " redirects to an address that is not plain http(s)");
    }
    if (isHttps(from) && !isHttps(to) && Hosts.reach(to) != Reach.LOOPBACK) {
      throw HubException.lasting(
          name()
              + " redirects from https to http at "
              + Hosts.host(to)
              + ", which is not followed");
    }
    if (loopbackOnly && Hosts.reach(to) != Reach.LOOPBACK) {
      throw HubException.lasting(
          name() + " redirects to " + Hosts.host(to) + ", which offline mode does not reach");
    }
    return to;
  }

  private URI resolved(URI from, String location) throws HubException {
    try {
      return from.resolve(new URI(location));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw HubException.lasting(name() + " redirects to an address that is none");
    }
  }

  /** Whether this is the hub itself: the same scheme, host and port. */
  boolean isHub(URI at) {
    return isHttps(at) == isHttps(endpoint)
        && Hosts.host(at).equals(Hosts.host(endpoint))
        && port(at) == port(endpoint);
  }

  /** Whether a token on its way to the hub could be read by nobody else. */
  boolean isPrivate() {
    return isHttps(endpoint) || Hosts.reach(endpoint) == Reach.LOOPBACK;
  }

  /** The hub as messages name it. */
  String name() {
    return endpoint.getPort() < 0
        ? Hosts.host(endpoint)
        : Hosts.host(endpoint) + ":" + endpoint.getPort();
  }

  private static boolean isHttps(URI uri) {
    return "https".equals(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isHttps(uri) ? HTTPS_PORT : HTTP_PORT;
  }
}
