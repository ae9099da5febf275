package dev.rung.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Proxies.Login;
import dev.rung.server.provider.Proxies.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Proxies that the environment names, in the variables that curl and Hugging Face's own tools read:
 * {@code HTTPS_PROXY}, {@code HTTP_PROXY}, {@code ALL_PROXY} for both, {@code NO_PROXY}; in lower
 * case they come first.
 */
public final class ProxySettings {
  static final String HTTPS = "HTTPS_PROXY";
  static final String HTTP = "HTTP_PROXY";
  static final String ALL = "ALL_PROXY";
  static final String DIRECT = "NO_PROXY";

  private static final int HTTP_PORT = 80;

  private ProxySettings() {}

  /**
   * What the environment says; an empty variable counts as not set.
   *
   * @throws ConfigException when a variable breaks a rule; its value is not shown
   */
  public static Proxies of(Map<String, String> environment) throws ConfigException {
    Optional<Proxy> all = proxy(environment, ALL);
    return new Proxies(
        proxy(environment, HTTP).or(() -> all),
        proxy(environment, HTTPS).or(() -> all),
        variable(environment, DIRECT).map(ProxySettings::hosts).orElse(List.of()));
  }

  private static Optional<Proxy> proxy(Map<String, String> environment, String name)
      throws ConfigException {
    Optional<String> text = variable(environment, name);
    Optional<Proxy> proxy = text.flatMap(ProxySettings::parsed);
    if (text.isPresent() && proxy.isEmpty()) {
      throw ConfigException.of(
          Place.ENVIRONMENT,
          name + " must be the http URL of a proxy, such as http://proxy.example.org:3128");
    }
    return proxy;
  }

  /** A proxy's URL; absent where it is none. */
  static Optional<Proxy> parsed(String text) {
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      boolean path = !uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/");
      if (!"http".equalsIgnoreCase(uri.getScheme())
          || uri.getHost() == null
          || uri.getPort() > 65_535
          || path) {
        return Optional.empty();
      }
      int port = uri.getPort() < 0 ? HTTP_PORT : uri.getPort();
      Optional<Login> login = Optional.ofNullable(uri.getRawUserInfo()).map(ProxySettings::login);
      return Optional.of(new Proxy(uri.getHost(), port, login));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Login login(String userInfo) {
    int colon = userInfo.indexOf(':');
    return colon < 0
        ? new Login(decoded(userInfo), "")
        : new Login(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /** Names with a dot or an asterisk before them mean the same as without. */
  private static List<String> hosts(String text) {
    return Arrays.stream(text.split("[,\\s]+"))
        .map(entry -> entry.toLowerCase(Locale.ROOT).replaceFirst("^(\\*?\\.)", ""))
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT)))
        .or(() -> Optional.ofNullable(environment.get(name)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
