package dev.rung.classifier.feedback;

import dev.rung.classifier.WordGrams;

/**
 * What a correction is given of a prompt, and what is right.
 *
 * @param grams buckets of {@link WordGrams}, each once
 * @param uncorrected logarithms of the model's probabilities of the tiers
 * @param temperature by what the model divides its sums for this prompt
 * @param target the probabilities that are wanted
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Lesson(
    int[] grams, double[] uncorrected, double temperature, double[] target, double weight) {
  /** What the rows of the grams are multiplied by before they are added up. */
  double scale() {
    return 1 / Math.sqrt(Math.max(1, grams.length));
  }
}
