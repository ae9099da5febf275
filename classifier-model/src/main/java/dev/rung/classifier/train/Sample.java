package dev.rung.classifier.train;

/**
 * A prompt that is trained on.
 *
 * @param source what it has in common with others: what is measured on prompts of a source must not
 *     have been trained on any of it
 * @param tier 0 to 4
 * @param weight how much it counts beside others
 */
record Sample(Input input, String source, int tier, float weight) {
  private static final int TIERS = 5;

  /** Of its probability, how much is left to the other tiers: labels are not certain. */
  private static final float DOUBT = 0.04f;

  Lesson lesson() {
    float[] target = new float[TIERS];
    for (int i = 0; i < TIERS; i++) {
      target[i] = i == tier ? 1 - DOUBT : DOUBT / (TIERS - 1);
    }
    return new Lesson(input, target, weight);
  }
}
