package dev.rung.server.tenant;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a key; never the key itself.
 *
 * @param label for people
 * @param lastUsedAt to the minute
 */
public record TenantKey(
    String id,
    String tenant,
    Set<Scope> scopes,
    String label,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> lastUsedAt) {
  public TenantKey {
    scopes = Set.copyOf(scopes.isEmpty() ? EnumSet.noneOf(Scope.class) : EnumSet.copyOf(scopes));
  }

  TenantKey revoked(Instant at) {
    return new TenantKey(
        id, tenant, scopes, label, createdAt, expiresAt, Optional.of(at), lastUsedAt);
  }

  /** Ends at this time, unless it ends sooner. */
  TenantKey endingBy(Instant at) {
    Instant end = expiresAt.filter(known -> known.isBefore(at)).orElse(at);
    return new TenantKey(
        id, tenant, scopes, label, createdAt, Optional.of(end), revokedAt, lastUsedAt);
  }

  TenantKey used(Instant at) {
    return new TenantKey(
        id, tenant, scopes, label, createdAt, expiresAt, revokedAt, Optional.of(at));
  }
}
