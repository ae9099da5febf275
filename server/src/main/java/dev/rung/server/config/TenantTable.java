package dev.rung.server.config;

import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Tier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A table [tenants.NAME]: what one tenant may.
 *
 * @param enabled whether it may anything
 * @param requestsPerMinute and tokens; absent is no limit
 * @param maxParallel requests at once; absent is no limit
 * @param rights which tiers and models may serve it
 * @param certificates names in client certificates that stand for this tenant
 * @param certificateScopes what such a certificate may be used for
 */
public record TenantTable(
    boolean enabled,
    OptionalInt requestsPerMinute,
    OptionalInt tokensPerMinute,
    OptionalInt maxParallel,
    Rights rights,
    List<String> certificates,
    List<String> certificateScopes) {
  private static final Format<Integer> RATE = Format.count(1, 1_000_000_000);
  private static final Format<Integer> LEVEL = Format.count(0, 4);
  private static final List<String> SCOPES = List.of("generate", "stats", "admin");
  private static final Format<String> SCOPE = Format.oneOf(SCOPES, scope -> scope);
  private static final List<String> USUAL_SCOPES = List.of("generate", "stats");

  public TenantTable {
    certificates = List.copyOf(certificates);
    certificateScopes = List.copyOf(certificateScopes);
  }

  static Map<String, TenantTable> readAll(Section root) {
    Map<String, TenantTable> read =
        new LinkedHashMap<>(root.tables("tenants", Set.of(), TenantTable::read));
    Map<String, String> taken = new LinkedHashMap<>();
    read.forEach((tenant, table) ->
        table.certificates.forEach(name -> {
          String other = taken.putIfAbsent(name, tenant);
          if (other != null && !other.equals(tenant)) {
            root.problem(
                "tenants", ": the certificate name \"" + name + "\" stands for two tenants");
          }
        }));
    return read;
  }

  /** Under any other name, what is set would be for nobody. */
  static void checkName(Section section) {
    if (!Caller.isTenant(section.name())) {
      section.reading().problem(section.place(), "a tenant's name must be " + Caller.TENANT_RULE);
    }
  }

  private static TenantTable read(Section section) {
    checkName(section);
    return new TenantTable(
        section.get("enabled", Format.FLAG, true),
        count(section.find("requests_per_minute", RATE)),
        count(section.find("tokens_per_minute", RATE)),
        count(section.find("max_parallel", Format.UP_TO_A_MILLION)),
        rights(section),
        section.list("certificates", Format.TEXT).orElse(List.of()),
        section.list("certificate_scopes", SCOPE).orElse(USUAL_SCOPES));
  }

  private static Rights rights(Section section) {
    Optional<Tier> min = section.find("min_tier", LEVEL).map(Tier::ofLevel);
    Optional<Tier> max = section.find("max_tier", LEVEL).map(Tier::ofLevel);
    Set<String> models = Set.copyOf(section.list("models", Format.TEXT).orElse(List.of()));
    if (min.isPresent() && max.isPresent() && min.get().level() > max.get().level()) {
      section.problem("min_tier", " must not be above max_tier");
      return new Rights(Optional.empty(), max, models);
    }
    return new Rights(min, max, models);
  }

  private static OptionalInt count(Optional<Integer> found) {
    return found.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
