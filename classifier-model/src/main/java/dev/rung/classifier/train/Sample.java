package dev.rung.classifier.train;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.WordGrams;

/**
 * A prompt that is trained on.
 *
 * @param words of which the input has the buckets
 * @param source what it has in common with others: what is measured on prompts of a source must not
 *     have been trained on any of it
 * @param tier 0 to 4
 * @param weight how much it counts beside others
 */
record Sample(Input input, WordGrams words, String source, int tier, float weight) {
  private static final int TIERS = 5;

  /** Of its probability, how much is left to the other tiers: labels are not certain. */
  private static final float DOUBT = 0.04f;

  /** And how much besides to the tiers next to it, which people confuse most. */
  private static final float BESIDE = 0.1f;

  /** Of a prompt that comes alone, without hints. */
  static Sample of(String prompt, String source, int tier, float weight) {
    TaskFeatures task = TaskFeatures.of(prompt, TaskHints.NONE, 0);
    return new Sample(Input.of(task), task.grams(), source, tier, weight);
  }

  Lesson lesson() {
    float[] target = new float[TIERS];
    int neighbours = tier == 0 || tier == TIERS - 1 ? 1 : 2;
    for (int i = 0; i < TIERS; i++) {
      float plain = i == tier ? 1 - DOUBT : DOUBT / (TIERS - 1);
      float beside = Math.abs(i - tier) == 1 ? BESIDE / neighbours : 0;
      target[i] = (1 - BESIDE) * plain + beside;
    }
    return new Lesson(input, target, weight);
  }
}
