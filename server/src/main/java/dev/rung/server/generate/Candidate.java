package dev.rung.server.generate;

import java.time.Duration;

/**
 * A model that may serve a request.
 *
 * @param score lower is better; comparable within one decision only
 * @param quality expected, 0 to 1
 */
public record Candidate(
    String model,
    Tier tier,
    Money estimatedCost,
    Duration estimatedLatency,
    double score,
    double quality) {}
