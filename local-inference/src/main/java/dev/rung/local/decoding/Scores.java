package dev.rung.local.decoding;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model thinks of the next token, before temperature and the like.
 *
 * @param logOfSum logarithm of the sum of all logits' exponentials
 * @param entropy in nats
 * @param margin by which the highest logit is above the second
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on within a step, never compared.
record Scores(float[] logits, double logOfSum, double entropy, double margin) {

  static Scores of(float[] logits) {
    float highest = Float.NEGATIVE_INFINITY;
    float second = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      if (logit > highest) {
        second = highest;
        highest = logit;
      } else if (logit > second) {
        second = logit;
      }
    }
    double sum = 0;
    double mean = 0;
    for (float logit : logits) {
      double distance = (double) logit - highest;
      double weight = Math.exp(distance);
      if (weight > 0) {
        sum += weight;
        mean += weight * distance;
      }
    }
    double log = Math.log(sum);
    return new Scores(logits, highest + log, log - mean / sum, (double) highest - second);
  }

  double logprob(int id) {
    return logits[id] - logOfSum;
  }

  /** The likeliest tokens, likeliest first. */
  List<Integer> likeliest(int count) {
    List<Integer> ids = new ArrayList<>(count + 1);
    for (int id = 0; id < logits.length; id++) {
      if (ids.size() < count || (count > 0 && logits[id] > logits[ids.getLast()])) {
        int place = ids.size();
        while (place > 0 && logits[id] > logits[ids.get(place - 1)]) {
          place--;
        }
        ids.add(place, id);
        if (ids.size() > count) {
          ids.removeLast();
        }
      }
    }
    return ids;
  }
}
