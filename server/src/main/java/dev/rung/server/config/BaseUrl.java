package dev.rung.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a provider is reached: a scheme, a host and a path; never a key. */
public final class BaseUrl {
  static final Format<URI> FORMAT =
      Format.parsed("an http or https URL without user, query and fragment", BaseUrl::parse)
          .keptSecret();

  private BaseUrl() {}

  /** The URL without trailing slashes; absent where it is not of this form. */
  public static Optional<URI> parse(String text) {
    try {
      String trimmed = text;
      while (trimmed.endsWith("/")) {
        trimmed = trimmed.substring(0, trimmed.length() - 1);
      }
      return Optional.of(new URI(trimmed)).filter(BaseUrl::isBase);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean isBase(URI uri) {
    boolean http =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    return http
        && uri.getHost() != null
        && uri.getPort() <= 65_535
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }
}
