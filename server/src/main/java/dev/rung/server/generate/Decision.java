package dev.rung.server.generate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Why a request is served by whom it is. Holds no text of the prompt.
 *
 * @param classifiedTier how hard the task is
 * @param tier who serves it; absent while nobody does
 * @param unpriced whether the model has no price, so that what it costs is not known
 * @param tierProbabilities of tiers 0 to 4; empty where no classifier spoke
 * @param gain expected gain in quality from a stronger model, 0 to 1
 * @param bumped the classifier was unsure and the tier went up by one
 * @param candidates in the order in which they are tried
 * @param attempts what was tried, in order
 * @param degraded how the answer falls short of what was decided
 * @param reduction what was left out of the prompt, or would be, for who serves it
 * @param reason in a sentence
 */
public record Decision(
    Tier classifiedTier,
    Optional<Tier> tier,
    Optional<String> model,
    boolean unpriced,
    double score,
    double confidence,
    List<Double> tierProbabilities,
    OptionalDouble gain,
    boolean bumped,
    List<Signal> signals,
    Strategy strategy,
    BudgetMode budgetMode,
    Optional<Arm> arm,
    List<Candidate> candidates,
    List<Skipped> skipped,
    List<Attempt> attempts,
    List<String> degraded,
    Optional<Reduction> reduction,
    List<StrategyPreview> strategies,
    String reason) {
  public Decision {
    tierProbabilities = List.copyOf(tierProbabilities);
    signals = List.copyOf(signals);
    candidates = List.copyOf(candidates);
    skipped = List.copyOf(skipped);
    attempts = List.copyOf(attempts);
    degraded = List.copyOf(degraded);
    strategies = List.copyOf(strategies);
  }

  /** The same beside what each strategy would choose. */
  public Decision comparedTo(List<StrategyPreview> previews) {
    return new Decision(
        classifiedTier,
        tier,
        model,
        unpriced,
        score,
        confidence,
        tierProbabilities,
        gain,
        bumped,
        signals,
        strategy,
        budgetMode,
        arm,
        candidates,
        skipped,
        attempts,
        degraded,
        reduction,
        previews,
        reason);
  }

  /** What all attempts together used, whether one of them answered or not. */
  public Usage used() {
    return attempts.stream().map(Attempt::usage).reduce(Usage.NONE, Usage::plus);
  }

  /** What all attempts together cost. */
  public Money spent() {
    return attempts.stream().map(Attempt::cost).reduce(Money.ZERO, Money::plus);
  }
}
