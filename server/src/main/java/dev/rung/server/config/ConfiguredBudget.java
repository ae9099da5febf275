package dev.rung.server.config;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table [budget].
 *
 * @param all of all spend
 * @param tenants by name
 * @param models by name
 * @param providers by name
 * @param warningThreshold share of a limit from which a warning is given
 * @param timeZone whose hours, days and months count
 * @param qualityFirstBelow share spent under which quality comes first
 * @param preferLocalFrom share spent from which on what is local is preferred
 * @param webhook is told beside the log; may hold a secret
 */
public record ConfiguredBudget(
    ConfiguredLimits all,
    Map<String, ConfiguredLimits> tenants,
    Map<String, ConfiguredLimits> models,
    Map<String, ConfiguredLimits> providers,
    double warningThreshold,
    ZoneId timeZone,
    double qualityFirstBelow,
    double preferLocalFrom,
    Optional<URI> webhook) {
  private static final Format<Double> SHARE = Format.number(0.01, 1);
  private static final Format<Double> MODE = Format.number(0, 1);
  private static final Format<ZoneId> ZONE =
      Format.parsed("a time zone, such as UTC or Europe/Berlin", ConfiguredBudget::zone)
          .spelled(zone -> zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId());

  private static final Format<URI> WEBHOOK = BaseUrl.FORMAT.keptSecret();

  public static final ConfiguredBudget DEFAULT =
      new ConfiguredBudget(
          ConfiguredLimits.NONE,
          Map.of(),
          Map.of(),
          Map.of(),
          0.8,
          ZoneOffset.UTC,
          0.3,
          0.9,
          Optional.empty());

  public ConfiguredBudget {
    tenants = Collections.unmodifiableMap(new LinkedHashMap<>(tenants));
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    SHARE.check("warning_threshold", warningThreshold);
    MODE.check("quality_first_below", qualityFirstBelow);
    MODE.check("prefer_local_from", preferLocalFrom);
    if (qualityFirstBelow > preferLocalFrom) {
      throw new IllegalArgumentException(
          "quality_first_below must be at most prefer_local_from, not " + qualityFirstBelow);
    }
  }

  static ConfiguredBudget read(Section section) {
    double qualityFirst = section.get("quality_first_below", MODE, DEFAULT.qualityFirstBelow);
    double local = section.get("prefer_local_from", MODE, DEFAULT.preferLocalFrom);
    if (qualityFirst > local) {
      section.problem("quality_first_below", " must be at most prefer_local_from, " + local);
    }
    return new ConfiguredBudget(
        ConfiguredLimits.read(section),
        section.tables("tenants", Set.of(), ConfiguredBudget::tenant),
        section.tables("models", Set.of(), ConfiguredLimits::read),
        section.tables("providers", Set.of(), ConfiguredLimits::read),
        section.get("warning_threshold", SHARE, DEFAULT.warningThreshold),
        section.get("time_zone", ZONE, DEFAULT.timeZone),
        Math.min(qualityFirst, local),
        local,
        section.find("webhook", WEBHOOK));
  }

  private static ConfiguredLimits tenant(Section section) {
    TenantTable.checkName(section);
    return ConfiguredLimits.read(section);
  }

  /** The webhook may hold a secret. */
  @Override
  public String toString() {
    return "ConfiguredBudget[" + all + ", " + tenants + ", " + models + ", " + providers + "]";
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      ZoneId zone = ZoneId.of(text);
      return Optional.of(zone.equals(ZoneId.of("UTC")) ? ZoneOffset.UTC : zone);
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
