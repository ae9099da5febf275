package dev.rung.server.classify;

import dev.rung.classifier.Lexicon;
import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.TierModel;
import dev.rung.classifier.TierVerdict;
import dev.rung.server.generate.Hints;
import dev.rung.server.generate.Prompt;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges by named rules and a trained classifier. What a caller says of a task decides outright.
 * Else the first rule that fires and the classifier are weighed together ({@link Blend}); a verdict
 * that no sure rule supports and that is not confident goes up by one tier. Where no rule fires the
 * classifier decides; without a classifier the rule does, or the score of the features where it
 * speaks clearly, or it is tier 3.
 *
 * <p>Immutable and without side effects; safe for several threads. Time and memory are bounded
 * whatever the length of the prompt.
 */
public final class RuleClassifier implements Classifier {
  /** The tier of a task of which nothing is known. */
  static final Tier DEFAULT_TIER = Tier.MEDIUM;

  private static final double MOSTLY = 0.5;

  private final ClassifySettings settings;
  private final Lexicon lexicon;
  private final List<Rule> rules;

  /** Those that can fire where the caller says nothing of the task. */
  private final List<Rule> unhinted;

  private final FeatureScore score;
  private final Optional<TierModel> model;

  /**
   * A classifier of these settings.
   *
   * @param model asked beside the rules; empty where none is there
   * @throws IllegalArgumentException for words that no text can hold or that are not there to
   *     remove
   */
  public RuleClassifier(ClassifySettings settings, Optional<TierModel> model) {
    this.settings = settings;
    this.lexicon = Lexicon.changed(settings.words());
    this.rules =
        settings.judge() == Judge.MODEL && model.isPresent()
            ? RuleList.of(settings).stream().filter(r -> r.evidence().isBeyondDoubt()).toList()
            : RuleList.of(settings);
    this.unhinted = rules.stream().filter(rule -> !rule.evidence().isBeyondDoubt()).toList();
    this.score = new FeatureScore(settings);
    this.model = settings.judge() == Judge.RULES ? Optional.empty() : model;
  }

  @Override
  public Classification classify(Prompt prompt, Hints hints) {
    TaskFeatures task =
        TaskFeatures.of(
            prompt.instruction(), HintReader.read(hints), HintReader.earlierTurns(prompt), lexicon);
    List<Signal> signals = new ArrayList<>();
    List<Rule> asked = task.hints().equals(TaskHints.NONE) ? unhinted : rules;
    for (int i = 0; i < asked.size(); i++) {
      Rule rule = asked.get(i);
      if (rule.fires(task)) {
        addOutranked(task, asked.subList(i + 1, asked.size()), signals);
        return byRuleOrBoth(task, rule, rule.tier().apply(task), signals);
      }
    }
    boolean weighed = task.hints().grids().isPresent() || model.isEmpty();
    return !weighed
        ? byModel(model.orElseThrow().judge(task), score.explained(task), signals)
        : byScore(score.explained(task), signals);
  }

  private Classification byRuleOrBoth(
      TaskFeatures task, Rule rule, Tier ruled, List<Signal> signals) {
    if (model.isEmpty() || rule.evidence().isBeyondDoubt()) {
      return byRule(task, rule, ruled, signals);
    }
    TierVerdict verdict = model.get().judge(task);
    TierVerdict both =
        new TierVerdict(
            Blend.of(verdict, ruled.level(), rule.evidence().confidence()),
            verdict.gain(),
            verdict.unfamiliar());
    boolean agreed = both.tier() == ruled.level();
    String weighed = agreed ? rule.reason() : "outranked: " + rule.reason();
    signals.addFirst(new Signal(rule.name(), agreed ? rule.evidence().confidence() : 0, weighed));
    return agreed && rule.evidence().isSure()
        ? byBoth(rule, both, score.of(task), signals)
        : byModel(both, score.explained(task), signals);
  }

  /** The classifier does not speak against a rule that is sure: it is not bumped. */
  private Classification byBoth(Rule rule, TierVerdict both, double value, List<Signal> signals) {
    markBreakthrough(value, signals);
    return new Classification(
        Tier.ofLevel(both.tier()),
        value,
        both.confidence(),
        both.probabilities(),
        both.gain(),
        false,
        false,
        signals,
        "rule " + rule.name() + ": " + rule.reason());
  }

  private static void addOutranked(TaskFeatures task, List<Rule> rules, List<Signal> signals) {
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (!rule.last() && rule.fires(task)) {
        signals.add(new Signal(rule.name(), 0, "outranked: " + rule.reason()));
      }
    }
  }

  private Classification byRule(TaskFeatures task, Rule rule, Tier tier, List<Signal> signals) {
    double value = score.of(task);
    double confidence = rule.evidence().confidence();
    signals.addFirst(new Signal(rule.name(), confidence, rule.reason()));
    markBreakthrough(value, signals);
    return new Classification(
        tier,
        value,
        confidence,
        List.of(),
        gain(task),
        false,
        false,
        signals,
        "rule " + rule.name() + ": " + rule.reason());
  }

  private Classification byModel(TierVerdict verdict, Score score, List<Signal> signals) {
    Tier likeliest = Tier.ofLevel(verdict.tier());
    boolean bumped =
        verdict.confidence() < settings.confidentFrom() && likeliest.bumped() != likeliest;
    signals.addFirst(
        new Signal("classifier", verdict.confidence(), "likeliest is " + likeliest.label()));
    if (verdict.unfamiliar() > MOSTLY) {
      signals.add(
          new Signal(
              "unfamiliar", verdict.unfamiliar(), "most of its words are new to the classifier"));
    }
    signals.addAll(score.parts());
    markBreakthrough(score.value(), signals);
    return new Classification(
        bumped ? likeliest.bumped() : likeliest,
        score.value(),
        verdict.confidence(),
        verdict.probabilities(),
        verdict.gain(),
        bumped,
        false,
        signals,
        bumped ? "the classifier was unsure: one tier up" : "the classifier decided");
  }

  private Classification byScore(Score score, List<Signal> signals) {
    Tier tier = score.clear() ? settings.thresholds().tierOf(score.value()) : DEFAULT_TIER;
    Evidence evidence = score.clear() ? Evidence.SCORE : Evidence.NONE;
    signals.addAll(score.parts());
    markBreakthrough(score.value(), signals);
    return new Classification(
        tier,
        score.value(),
        evidence.confidence(),
        List.of(),
        OptionalDouble.empty(),
        false,
        false,
        signals,
        score.clear()
            ? "no rule fired; the score of the features is clear"
            : "no rule fired and the features are not clear: the default tier");
  }

  /** What the caller said of the tier leaves it open what a stronger model would add. */
  private OptionalDouble gain(TaskFeatures task) {
    return model.isPresent() ? model.get().judge(task).gain() : OptionalDouble.empty();
  }

  private void markBreakthrough(double value, List<Signal> signals) {
    if (settings.thresholds().isBreakthrough(value)) {
      signals.add(new Signal("breakthrough", value, "the score is beyond the usual"));
    }
  }
}
