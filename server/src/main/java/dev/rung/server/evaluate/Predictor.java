package dev.rung.server.evaluate;

import dev.rung.server.classify.Classification;
import dev.rung.server.classify.Classifier;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tier;
import dev.rung.server.template.Templates;

/**
 * Decides as the daemon does about a lone user turn without hints: a template if one covers it,
 * else the rules and the trained classifier, as they are configured. Nothing stands in for a rule
 * that throws.
 */
public final class Predictor {
  private final Templates templates;
  private final Classifier classifier;

  public Predictor(Templates templates, Classifier classifier) {
    this.templates = templates;
    this.classifier = classifier;
  }

  public Prediction predict(String text) {
    Prompt prompt = Prompt.ofUser(text);
    return templates
        .answer(prompt.instruction())
        .map(hit ->
            new Prediction(Tier.TEMPLATE, Tier.TEMPLATE, 1, "template:" + hit.template(), true))
        .orElseGet(() -> of(classifier.classify(prompt, Hints.NONE)));
  }

  private static Prediction of(Classification verdict) {
    Tier likeliest = verdict.bumped() ? Tier.ofLevel(verdict.tier().level() - 1) : verdict.tier();
    return new Prediction(
        verdict.tier(), likeliest, verdict.confidence(), decider(verdict.reason()), false);
  }

  /** A reason reads "rule NAME: why". */
  private static String decider(String reason) {
    int colon = reason.indexOf(':');
    String head = colon < 0 ? reason : reason.substring(0, colon);
    return head.startsWith("rule ") ? head.substring("rule ".length()) : head;
  }
}
