package dev.rung.local;

import java.util.List;

/**
 * A token of an answer, beside those that the model thought likeliest there.
 *
 * @param likeliest as many as were asked for, likeliest first
 */
public record TokenChoice(Scored taken, List<Scored> likeliest) {
  public TokenChoice {
    likeliest = List.copyOf(likeliest);
  }

  /**
   * A token and its log probability.
   *
   * @param text of this token alone; what is part of a character shows as U+FFFD
   * @param logprob natural logarithm, by the model's own probabilities
   */
  public record Scored(int id, String text, double logprob) {}
}
