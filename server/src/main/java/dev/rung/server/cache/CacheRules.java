package dev.rung.server.cache;

import java.time.Duration;

/**
 * How a cache answers.
 *
 * @param similar whether an answer to a similar question counts where the request does not say
 * @param threshold how similar, 0 to 1
 * @param similarTemperature the highest temperature at which it does
 * @param usualTemperature what a request that names none may be answered at, as far as is known
 * @param ttl how long an answer counts
 * @param staleFor how much longer where nothing better is to be had
 * @param share whether equal questions in flight share one answer
 */
public record CacheRules(
    boolean similar,
    double threshold,
    double similarTemperature,
    double usualTemperature,
    Duration ttl,
    Duration staleFor,
    boolean share) {
  public static final CacheRules DEFAULT =
      new CacheRules(false, 0.85, 0.3, 0, Duration.ofDays(1), Duration.ZERO, true);
}
