package dev.rung.server.classify;

import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One named reason for a tier. Pure: depends on the features only.
 *
 * @param name as it stands in decisions, such as "single_function"
 * @param reason in a sentence, without text of the prompt
 * @param judge the tier, or empty where the rule does not fire
 */
record Rule(
    String name, Evidence evidence, String reason, Function<TaskFeatures, Optional<Tier>> judge) {

  /** A rule that always gives the same tier. */
  static Rule of(
      String name, Tier tier, Evidence evidence, String reason, Predicate<TaskFeatures> condition) {
    Optional<Tier> verdict = Optional.of(tier);
    return new Rule(
        name, evidence, reason, task -> condition.test(task) ? verdict : Optional.empty());
  }
}
