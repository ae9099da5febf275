package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.WordGrams;
import java.util.Arrays;

/**
 * What a network is given of one prompt.
 *
 * @param dense {@link DenseFeatures}
 * @param grams buckets of {@link WordGrams}, each once, in ascending order
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Input(float[] dense, int[] grams) {

  /** Of a prompt that comes alone, without hints. */
  static Input of(String prompt) {
    return of(TaskFeatures.of(prompt, TaskHints.NONE, 0));
  }

  static Input of(TaskFeatures task) {
    return new Input(DenseFeatures.of(task), task.grams().distinct());
  }

  /** What the rows of the grams are multiplied by before they are added up. */
  float scale() {
    return scale(grams.length);
  }

  static float scale(int grams) {
    return (float) (1 / Math.sqrt(Math.max(1, grams)));
  }

  /** The same with fewer grams. */
  Input with(int[] fewer) {
    return new Input(dense, Arrays.copyOf(fewer, fewer.length));
  }
}
