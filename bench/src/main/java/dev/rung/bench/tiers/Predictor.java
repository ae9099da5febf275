package dev.rung.bench.tiers;

import dev.rung.classifier.TierModel;
import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.server.app.Settings;
import dev.rung.server.classify.Classification;
import dev.rung.server.classify.Classifier;
import dev.rung.server.classify.RuleClassifier;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.DifficultySettings;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Tier;
import dev.rung.server.template.TemplateEngine;
import dev.rung.server.template.TemplateFileException;
import dev.rung.server.template.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/**
 * Decides as the daemon does about a lone user turn without hints: a template if one covers it,
 * else the rules and the trained classifier, as they are configured. Nothing stands in for a rule
 * that throws.
 */
final class Predictor {
  private final Templates templates;
  private final Classifier classifier;

  Predictor(Templates templates, Classifier classifier) {
    this.templates = templates;
    this.classifier = classifier;
  }

  /** With the templates and rules of this configuration. */
  static Predictor of(Configuration configuration)
      throws TemplateFileException, ModelException, IOException {
    return new Predictor(
        templates(configuration),
        new RuleClassifier(
            Settings.difficulty(configuration.classify()), model(configuration.classify())));
  }

  private static Optional<TierModel> model(DifficultySettings settings)
      throws ModelException, IOException {
    if (settings.judge() == DifficultySettings.Judge.RULES) {
      return Optional.empty();
    }
    return Optional.of(
        settings.model().isPresent()
            ? OnnxTierModel.of(Files.readAllBytes(settings.model().get()))
            : OnnxTierModel.shipped());
  }

  private static Templates templates(Configuration configuration) throws TemplateFileException {
    if (!configuration.routing().templates()) {
      return Templates.NONE;
    }
    InstantSource clock = InstantSource.system();
    Random random = new Random(0);
    Optional<Path> folder = configuration.templates().dir();
    return folder.isPresent()
        ? TemplateEngine.load(folder.get(), clock, random)
        : TemplateEngine.builtIn(clock, random);
  }

  Prediction predict(String text) {
    Prompt prompt = Prompt.ofUser(text);
    return templates
        .answer(prompt.instruction())
        .map(hit -> new Prediction(Tier.TEMPLATE, 1, "template:" + hit.template(), true))
        .orElseGet(() -> of(classifier.classify(prompt, Hints.NONE)));
  }

  private static Prediction of(Classification verdict) {
    return new Prediction(verdict.tier(), verdict.confidence(), decider(verdict.reason()), false);
  }

  /** A reason reads "rule NAME: why". */
  private static String decider(String reason) {
    int colon = reason.indexOf(':');
    String head = colon < 0 ? reason : reason.substring(0, colon);
    return head.startsWith("rule ") ? head.substring("rule ".length()) : head;
  }
}
