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
 * @param condition whether it fires
 * @param tier asked only of a task for which it fires
 * @param last whether it is for what no other rule knows, and so says nothing where another fires
 */
record Rule(
    String name,
    Evidence evidence,
    String reason,
    Predicate<TaskFeatures> condition,
    Function<TaskFeatures, Tier> tier,
    boolean last) {

  /** A rule whose tier depends on the task: empty where it does not fire. */
  static Rule judging(
      String name,
      Evidence evidence,
      String reason,
      Function<TaskFeatures, Optional<Tier>> verdict) {
    return new Rule(
        name,
        evidence,
        reason,
        task -> verdict.apply(task).isPresent(),
        task -> verdict.apply(task).orElseThrow(),
        false);
  }

  /** Whether it fires. */
  boolean fires(TaskFeatures task) {
    return condition.test(task);
  }

  /** A rule that always gives the same tier. */
  static Rule of(
      String name, Tier tier, Evidence evidence, String reason, Predicate<TaskFeatures> condition) {
    return new Rule(name, evidence, reason, condition, _ -> tier, false);
  }

  /** The same for what no other rule knows. */
  Rule asLast() {
    return new Rule(name, evidence, reason, condition, tier, true);
  }
}
