package dev.rung.server.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The table [cache].
 *
 * @param enabled whether answers are kept; on where anything of the table is written
 * @param similar whether an answer to a similar prompt counts where the request does not say
 * @param similarityThreshold how similar, 0 to 1
 * @param similarTemperature the highest temperature at which an answer to a similar prompt counts
 * @param maxBytes of all answers kept, with what finds them
 * @param ttl how long an answer is kept
 * @param staleFor how much longer it may be given where no model can answer
 * @param shareInFlight whether equal requests in flight share one answer
 * @param encryptionKeyEnv the variable with the key that answers on the disk are encrypted with
 */
public record CacheSettings(
    boolean enabled,
    boolean similar,
    double similarityThreshold,
    double similarTemperature,
    long maxBytes,
    Duration ttl,
    Duration staleFor,
    boolean shareInFlight,
    Optional<String> encryptionKeyEnv) {
  private static final Format<Double> SIMILARITY = Format.number(0, 1);
  private static final Format<Double> TEMPERATURE = Format.number(0, 2);
  private static final Format<Long> BYTES = Format.whole(0, 1L << 40);
  private static final Format<Duration> TTL =
      Durations.between(Duration.ofSeconds(1), Duration.ofDays(365));
  private static final Format<Duration> STALE =
      Durations.between(Duration.ZERO, Duration.ofDays(365));

  public static final CacheSettings DEFAULT =
      new CacheSettings(
          false,
          false,
          0.85,
          0.3,
          64L << 20,
          Duration.ofDays(1),
          Duration.ZERO,
          true,
          Optional.empty());

  public CacheSettings {
    SIMILARITY.check("similarity_threshold", similarityThreshold);
    TEMPERATURE.check("similar_temperature", similarTemperature);
    BYTES.check("max_bytes", maxBytes);
    TTL.check("ttl", ttl);
    STALE.check("stale_for", staleFor);
    Format.VARIABLE.check("encryption_key_env", encryptionKeyEnv);
  }

  /**
   * @param written whether anything of the table is
   */
  static CacheSettings read(Section section, boolean written) {
    section.refuse(
        "encryption_key",
        " must not stand in a file: put it in a variable and name that in encryption_key_env");
    return new CacheSettings(
        section.get("enabled", Format.FLAG, written),
        section.get("similar", Format.FLAG, DEFAULT.similar),
        section.get("similarity_threshold", SIMILARITY, DEFAULT.similarityThreshold),
        section.get("similar_temperature", TEMPERATURE, DEFAULT.similarTemperature),
        section.get("max_bytes", BYTES, DEFAULT.maxBytes),
        section.get("ttl", TTL, DEFAULT.ttl),
        section.get("stale_for", STALE, DEFAULT.staleFor),
        section.get("share_in_flight", Format.FLAG, DEFAULT.shareInFlight),
        section.find("encryption_key_env", Format.VARIABLE));
  }
}
