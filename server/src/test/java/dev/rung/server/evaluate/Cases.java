package dev.rung.server.evaluate;

import dev.rung.classifier.labels.LabelledPrompt;
import dev.rung.server.generate.Tier;

/** Judged prompts in one line each. */
final class Cases {
  private Cases() {}

  static Judged judged(int gold, int predicted, double confidence) {
    return judged("p", gold, predicted, confidence, "rule", false);
  }

  static Judged judged(
      String id, int gold, int predicted, double confidence, String rule, boolean answered) {
    return Judged.of(
        new LabelledPrompt(id, "chat", "the text of " + id, gold, false),
        new Prediction(
            Tier.ofLevel(predicted), Tier.ofLevel(predicted), confidence, rule, answered));
  }

  static Judged bumped(int gold, int likeliest, double confidence) {
    return Judged.of(
        new LabelledPrompt("b", "chat", "text", gold, false),
        new Prediction(
            Tier.ofLevel(likeliest + 1), Tier.ofLevel(likeliest), confidence, "unsure", false));
  }

  static Judged trivia(int predicted) {
    return Judged.of(
        new LabelledPrompt("t", "chat", "text", 0, true),
        new Prediction(Tier.ofLevel(predicted), Tier.ofLevel(predicted), 0.5, "rule", false));
  }
}
