package dev.rung.server.select;

import java.util.OptionalInt;

/**
 * What a tier adds to a request that leaves it open.
 *
 * @param systemPrompt sent where the conversation has no system message; it is paid for too
 * @param maxTokens output tokens where the caller sets no limit
 */
public record TierTerms(TokenEstimate systemPrompt, OptionalInt maxTokens) {
  /** Nothing. */
  public static final TierTerms NONE = new TierTerms(TokenEstimate.NONE, OptionalInt.empty());
}
