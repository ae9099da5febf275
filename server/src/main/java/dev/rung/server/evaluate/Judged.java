package dev.rung.server.evaluate;

import dev.rung.classifier.labels.LabelledPrompt;
import dev.rung.server.generate.Tier;

/** A prediction beside what is right. */
public record Judged(LabelledPrompt prompt, Tier gold, Prediction predicted) {
  public static Judged of(LabelledPrompt prompt, Prediction predicted) {
    return new Judged(prompt, Tier.ofLevel(prompt.tier()), predicted);
  }

  /** The same, with trivia sent to tier 1 taken as right. */
  Judged triviaTakenAsRight() {
    return prompt.trivia() && predicted.tier() == Tier.TINY
        ? new Judged(prompt, Tier.TINY, predicted)
        : this;
  }

  /** The same as if no verdict ever went up. */
  Judged beforeTheBump() {
    return new Judged(prompt, gold, predicted.beforeTheBump());
  }

  boolean exact() {
    return distance() == 0;
  }

  boolean withinOne() {
    return Math.abs(distance()) <= 1;
  }

  /** Tiers too high; negative when too low. */
  int distance() {
    return predicted.tier().level() - gold.level();
  }

  /** Whether a template answered what needs a model. */
  boolean captured() {
    return predicted.answered() && gold != Tier.TEMPLATE;
  }
}
