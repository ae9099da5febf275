package dev.rung.server.config;

import java.time.Duration;

/**
 * The table [cache].
 *
 * @param similar whether an answer to a similar prompt counts
 * @param similarityThreshold how similar, 0 to 1
 * @param maxBytes of all answers kept
 * @param ttl how long an answer is kept
 */
public record CacheSettings(
    boolean similar, double similarityThreshold, long maxBytes, Duration ttl) {
  private static final Format<Double> SIMILARITY = Format.number(0, 1);
  private static final Format<Long> BYTES = Format.whole(0, 1L << 40);
  private static final Format<Duration> TTL =
      Durations.between(Duration.ofSeconds(1), Duration.ofDays(365));

  public static final CacheSettings DEFAULT =
      new CacheSettings(false, 0.85, 64L << 20, Duration.ofDays(1));

  public CacheSettings {
    SIMILARITY.check("similarity_threshold", similarityThreshold);
    BYTES.check("max_bytes", maxBytes);
    TTL.check("ttl", ttl);
  }

  static CacheSettings read(Section section) {
    return new CacheSettings(
        section.get("similar", Format.FLAG, DEFAULT.similar),
        section.get("similarity_threshold", SIMILARITY, DEFAULT.similarityThreshold),
        section.get("max_bytes", BYTES, DEFAULT.maxBytes),
        section.get("ttl", TTL, DEFAULT.ttl));
  }
}
