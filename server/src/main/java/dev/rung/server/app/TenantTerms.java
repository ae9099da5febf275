package dev.rung.server.app;

import dev.rung.server.config.Configuration;
import dev.rung.server.config.FeedbackTable;
import dev.rung.server.config.TenantTable;
import dev.rung.server.feedback.FeedbackSettings;
import dev.rung.server.guard.RateLimits;
import dev.rung.server.tenant.TenantSettings;
import dev.rung.server.tenant.jwt.JwtSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tenants, the issuer of their tokens and what they say of answers, in the terms of their rooms.
 */
final class TenantTerms {
  private TenantTerms() {}

  static FeedbackSettings feedback(FeedbackTable set) {
    return new FeedbackSettings(set.keep(), set.most());
  }

  static Map<String, TenantSettings> tenants(Configuration configuration) {
    Map<String, TenantSettings> tenants = new HashMap<>();
    configuration.tenants().forEach((name, set) -> tenants.put(name, tenant(set)));
    return tenants;
  }

  private static TenantSettings tenant(TenantTable set) {
    return new TenantSettings(
        set.enabled(),
        new RateLimits(set.requestsPerMinute(), set.tokensPerMinute()),
        set.maxParallel(),
        set.rights(),
        set.certificates(),
        set.certificateScopes().stream()
            .flatMap(label -> dev.rung.server.tenant.Scope.named(label).stream())
            .collect(Collectors.toSet()));
  }

  static Optional<JwtSettings> jwt(Configuration configuration) {
    return configuration
        .auth()
        .jwt()
        .map(set ->
            new JwtSettings(
                set.issuer(),
                set.audience(),
                set.jwksUrl()
                    .<JwtSettings.Source>map(JwtSettings.AtUrl::new)
                    .orElseGet(() -> new JwtSettings.InFile(set.jwksFile().orElseThrow())),
                set.tenantClaim(),
                set.scopeClaim(),
                set.clockSkew()));
  }
}
