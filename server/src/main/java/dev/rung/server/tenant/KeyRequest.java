package dev.rung.server.tenant;

import dev.rung.server.generate.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a new key shall be.
 *
 * @param label for people; may be empty
 * @param expiresAt absent never
 * @param replaces the id of a key of the same tenant that ends when the overlap is over
 * @param overlap for which the replaced key goes on
 */
public record KeyRequest(
    String tenant,
    Set<Scope> scopes,
    String label,
    Optional<Instant> expiresAt,
    Optional<String> replaces,
    Duration overlap) {
  /** For who does not say. */
  public static final Duration USUAL_OVERLAP = Duration.ofHours(24);

  private static final int LONGEST = 128;
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(366);

  public KeyRequest {
    scopes = Set.copyOf(scopes);
  }

  /**
   * What is wrong with a request.
   *
   * @param field as the contract names it
   * @param text that says what to change
   */
  record Fault(String field, String text) {}

  /** What is wrong with it; the first of it. */
  Optional<Fault> fault(Instant now) {
    if (!Caller.isTenant(tenant)) {
      return fault("tenant", "tenant must be " + Caller.TENANT_RULE);
    }
    if (scopes.isEmpty()) {
      return fault("scopes", "a key needs at least one scope");
    }
    if (label.length() > LONGEST || label.chars().anyMatch(Character::isISOControl)) {
      return fault("label", "label must be at most 128 characters without control characters");
    }
    if (expiresAt.filter(at -> !at.isAfter(now)).isPresent()) {
      return fault("expires_at", "the key would have expired already: choose a later time");
    }
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      return fault("overlap_seconds", "the overlap must be 0 to 366 days");
    }
    return Optional.empty();
  }

  private static Optional<Fault> fault(String field, String text) {
    return Optional.of(new Fault(field, text));
  }
}
