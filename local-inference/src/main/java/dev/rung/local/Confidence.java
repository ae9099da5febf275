package dev.rung.local;

/**
 * How sure a model was of the beginning of its answer, by its own probabilities before temperature
 * and the like.
 *
 * @param tokens of which the means are taken, 1 to {@link #MOST_TOKENS}
 * @param logprob mean natural logarithm of the probability of the tokens taken, 0 or less
 * @param entropy mean entropy of the next token, in nats
 * @param margin mean by which the likeliest token's log probability is above the second one's
 */
public record Confidence(int tokens, double logprob, double entropy, double margin) {
  public static final int MOST_TOKENS = 16;
}
