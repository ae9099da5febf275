package dev.rung.server.tenant;

import dev.rung.server.generate.Rights;
import dev.rung.server.guard.RateLimits;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What one tenant may.
 *
 * @param enabled whether it may anything at all
 * @param rates in a minute; absent is no limit
 * @param maxParallel requests at once
 * @param certificates names in client certificates that stand for this tenant
 * @param certificateScopes what such a certificate may be used for
 */
public record TenantSettings(
    boolean enabled,
    RateLimits rates,
    OptionalInt maxParallel,
    Rights rights,
    List<String> certificates,
    Set<Scope> certificateScopes) {
  public static final TenantSettings FREE =
      new TenantSettings(
          true,
          RateLimits.NONE,
          OptionalInt.empty(),
          Rights.ALL,
          List.of(),
          Set.of(Scope.GENERATE, Scope.STATS));

  public TenantSettings {
    certificates = List.copyOf(certificates);
    certificateScopes = Set.copyOf(certificateScopes);
  }
}
