package dev.rung.classifier.feedback;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;

/**
 * A prompt, and which tiers would do for it.
 *
 * @param weight how much is known of that, 0 to 1
 */
record Example(String text, TaskFeatures task, Fit fit, double weight) {
  static Example of(String text, Fit fit, double weight) {
    return new Example(text, TaskFeatures.of(text, TaskHints.NONE, 0), fit, weight);
  }

  boolean saysSomething() {
    return weight > 0 && !fit.equals(Fit.ANY);
  }
}
