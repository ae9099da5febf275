package dev.rung.server.app.cli;

import dev.rung.v1.GetCostsResponse.Line;

/**
 * The total of a period that was asked for part by part, out of the parts' totals: the daemon goes
 * on meanwhile, and what it is asked for the whole is no longer what its parts came to.
 */
final class CostTotal {
  private CostTotal() {}

  /** Both together. Sums stay at the largest number rather than pass it. */
  static Line plus(Line one, Line other) {
    return Line.newBuilder()
        .setRequests(sum(one.getRequests(), other.getRequests()))
        .setAttempts(sum(one.getAttempts(), other.getAttempts()))
        .setUnpricedAttempts(sum(one.getUnpricedAttempts(), other.getUnpricedAttempts()))
        .setInputTokens(sum(one.getInputTokens(), other.getInputTokens()))
        .setCachedInputTokens(sum(one.getCachedInputTokens(), other.getCachedInputTokens()))
        .setCacheWriteTokens(sum(one.getCacheWriteTokens(), other.getCacheWriteTokens()))
        .setOutputTokens(sum(one.getOutputTokens(), other.getOutputTokens()))
        .setReasoningTokens(sum(one.getReasoningTokens(), other.getReasoningTokens()))
        .setCostNanos(sum(one.getCostNanos(), other.getCostNanos()))
        .setCostUsd(one.getCostUsd() + other.getCostUsd())
        .setEstimatedCostNanos(sum(one.getEstimatedCostNanos(), other.getEstimatedCostNanos()))
        .setWastedCostNanos(sum(one.getWastedCostNanos(), other.getWastedCostNanos()))
        .setBaselineCostNanos(sum(one.getBaselineCostNanos(), other.getBaselineCostNanos()))
        .build();
  }

  /** Neither is negative. */
  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }
}
