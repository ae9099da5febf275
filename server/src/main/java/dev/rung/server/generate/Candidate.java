package dev.rung.server.generate;

import java.time.Duration;

/**
 * A model that may serve a request.
 *
 * @param estimatedLatency of its whole answer
 * @param score lower is better; comparable within one decision only
 * @param quality expected, 0 to 1
 * @param firstOutput from the beginning of a call to its first output, estimated
 * @param successRate of its calls of late, 0 to 1
 * @param waiting requests in the queue in front of it
 */
public record Candidate(
    String model,
    Tier tier,
    Money estimatedCost,
    Duration estimatedLatency,
    double score,
    double quality,
    Duration firstOutput,
    double successRate,
    int waiting) {

  /** Of which nothing was measured. */
  public Candidate(
      String model,
      Tier tier,
      Money estimatedCost,
      Duration estimatedLatency,
      double score,
      double quality) {
    this(model, tier, estimatedCost, estimatedLatency, score, quality, estimatedLatency, 1, 0);
  }

  /** The same with this score. */
  public Candidate withScore(double value) {
    return new Candidate(
        model,
        tier,
        estimatedCost,
        estimatedLatency,
        value,
        quality,
        firstOutput,
        successRate,
        waiting);
  }
}
