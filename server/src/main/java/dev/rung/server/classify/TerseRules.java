package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about catchwords without a verb: "chat app architecture", "typo in title". */
final class TerseRules {
  private static final int WORDS = 8;

  /** Words up to which a system is named and nothing is said about it. */
  private static final int SYSTEM_WORDS = 6;

  private static final Set<Sense> CHORES =
      EnumSet.of(Sense.REMARK, Sense.TYPO, Sense.LAYOUT, Sense.NAME);
  private static final Set<Sense> STRUCTURES =
      EnumSet.of(Sense.ARCHITECTURE, Sense.STRATEGY, Sense.STORY);

  /** What stands first in "file store service" or "message system", or is the system itself. */
  private static final Set<Sense> NAMED =
      EnumSet.of(Sense.SYSTEM, Sense.FILE, Sense.TEXT, Sense.FUNCTION);

  private TerseRules() {}

  static List<Rule> list() {
    return List.of(
        terse("terse_chore", Tier.TINY, Evidence.WORDS, CHORES, "a chore in a few words"),
        Rule.of(
            "terse_design",
            Tier.LARGE,
            Evidence.WORDS,
            "a large thing in a few words",
            task ->
                isTerse(task)
                    && (STRUCTURES.stream().anyMatch(sense -> has(task, sense))
                        || namesSystem(task))));
  }

  private static Rule terse(
      String name, Tier tier, Evidence evidence, Set<Sense> objects, String reason) {
    return Rule.of(
        name, tier, evidence, reason, task -> isTerse(task) && Asks.wants(task, objects));
  }

  /** "Notification service" or "distributed cache", and nothing more. */
  private static boolean namesSystem(TaskFeatures task) {
    boolean named = has(task, Sense.SYSTEM) && Asks.wants(task, NAMED);
    return (named || has(task, Sense.SCALE))
        && task.text().words() <= SYSTEM_WORDS
        && !has(task, Sense.DETERMINER)
        && !has(task, Sense.SELF);
  }

  private static boolean isTerse(TaskFeatures task) {
    return Asks.isFreshText(task)
        && task.text().words() <= WORDS
        && task.text().action().isEmpty()
        && task.text().mood() == Mood.STATEMENT;
  }
}
