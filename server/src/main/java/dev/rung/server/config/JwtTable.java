package dev.rung.server.config;

import dev.rung.server.provider.Hosts;
import dev.rung.server.provider.Reach;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The table [auth.jwt]: tokens in place of keys.
 *
 * @param jwksUrl where the issuer's keys are; or
 * @param jwksFile a file with them
 * @param clockSkew by which clocks may differ
 */
public record JwtTable(
    String issuer,
    String audience,
    Optional<URI> jwksUrl,
    Optional<Path> jwksFile,
    String tenantClaim,
    String scopeClaim,
    Duration clockSkew) {
  private static final Format<URI> URL =
      Format.parsed("an https URL, or an http URL of this machine", JwtTable::url);
  private static final Format<Duration> SKEW =
      Durations.between(Duration.ZERO, Duration.ofMinutes(5));
  private static final String TENANT = "tenant";
  private static final String SCOPE = "scope";
  private static final Duration USUAL_SKEW = Duration.ofMinutes(1);

  /** Absent where nothing of it is set. */
  static Optional<JwtTable> read(Section section, Offline offline) {
    Optional<String> issuer = section.find("issuer", Format.TEXT);
    Optional<String> audience = section.find("audience", Format.TEXT);
    Optional<URI> url = section.find("jwks_url", URL);
    Optional<Path> file = section.find("jwks_file", Format.PATH).map(section.reading()::resolve);
    String tenant = section.get("tenant_claim", Format.TEXT, TENANT);
    String scope = section.get("scope_claim", Format.TEXT, SCOPE);
    Duration skew = section.get("clock_skew", SKEW, USUAL_SKEW);
    if (issuer.isEmpty() && audience.isEmpty() && url.isEmpty() && file.isEmpty()) {
      return Optional.empty();
    }
    if (issuer.isEmpty() || audience.isEmpty() || url.isPresent() == file.isPresent()) {
      section.problem(
          "issuer", ": tokens need issuer, audience, and one of jwks_url and jwks_file");
    }
    url.filter(address -> !reachable(address, offline))
        .ifPresent(_ -> section.problem("jwks_url", " is beyond reach offline: use jwks_file"));
    return Optional.of(
        new JwtTable(issuer.orElse(""), audience.orElse(""), url, file, tenant, scope, skew));
  }

  private static boolean reachable(URI url, Offline offline) {
    return switch (offline) {
      case NO -> true;
      case YES -> isHere(url);
      case STRICT -> false;
    };
  }

  private static boolean isHere(URI url) {
    return Hosts.reach(url) == Reach.LOOPBACK;
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = URI.create(text);
      boolean plain =
          url.getHost() != null && url.getUserInfo() == null && url.getFragment() == null;
      boolean secure =
          "https".equals(url.getScheme())
              || ("http".equals(url.getScheme()) && plain && isHere(url));
      return plain && secure ? Optional.of(url) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
