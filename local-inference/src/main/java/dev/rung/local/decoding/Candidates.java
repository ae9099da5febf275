package dev.rung.local.decoding;

import java.util.Arrays;

/**
 * Tokens that may be taken.
 *
 * @param weights in proportion to their probabilities, in the order of the ids
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on within a draw, never compared.
record Candidates(int[] ids, double[] weights) {

  /**
   * The token at a place of the line on which each has a piece as long as its weight.
   *
   * @param place 0 to 1, below 1
   */
  int at(double place) {
    double left = place * total();
    for (int i = 0; i < ids.length; i++) {
      left -= weights[i];
      if (left < 0) {
        return ids[i];
      }
    }
    return ids[heaviest()]; // Only the rounding of the sum leads here.
  }

  double probability(int index) {
    return weights[index] / total();
  }

  private double total() {
    return Arrays.stream(weights).sum();
  }

  private int heaviest() {
    int best = 0;
    for (int i = 1; i < weights.length; i++) {
      best = weights[i] > weights[best] ? i : best;
    }
    return best;
  }
}
