package dev.rung.server.tenant.jwt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whose tokens count, and how.
 *
 * @param issuer that a token must name
 * @param audience that it must be for
 * @param source where the issuer's keys are
 * @param tenantClaim that holds the tenant's name
 * @param scopeClaim that holds scopes: a list, or one text with blanks between them
 * @param skew by which clocks may differ
 */
public record JwtSettings(
    String issuer,
    String audience,
    Source source,
    String tenantClaim,
    String scopeClaim,
    Duration skew) {

  /** Where keys are. */
  public sealed interface Source {
    /** For people. */
    String text();
  }

  /** At the issuer's. */
  public record AtUrl(URI url) implements Source {
    @Override
    public String text() {
      return url.toString();
    }
  }

  /** In a file, as one without a network has them. */
  public record InFile(Path file) implements Source {
    @Override
    public String text() {
      return file.toString();
    }
  }
}
