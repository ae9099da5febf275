package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.List;

/** Rules about short texts that no other rule knew. */
final class UtteranceRules {
  private UtteranceRules() {}

  /** What is left of short utterances when no other rule knew them. */
  static List<Rule> list() {
    return List.of(
        Rule.of(
            "utterance",
            Tier.TEMPLATE,
            Evidence.SIZE,
            "a few words without any work in them",
            task ->
                TalkRules.isUtterance(task, Sizes.UTTERANCE)
                    && asksNothing(task)
                    && isPersonal(task)),
        Rule.of(
            "catchwords",
            Tier.TINY,
            Evidence.SIZE,
            "a few words about a matter that is not named",
            task -> TalkRules.isUtterance(task, Sizes.UTTERANCE) && asksNothing(task)));
  }

  private static boolean isPersonal(TaskFeatures task) {
    return task.text().numbers() == 0
        && (has(task, Sense.SELF)
            || has(task, Sense.YOU)
            || has(task, Sense.SOCIAL)
            || has(task, Sense.DETERMINER)
            || task.text().words() <= Sizes.TERSE);
  }

  private static boolean asksNothing(TaskFeatures task) {
    boolean idle = task.text().action().isEmpty() || task.text().does(Sense.STATE);
    return idle
        && task.text().mood() != Mood.QUESTION
        && !has(task, Sense.DEFECT)
        && !has(task, Sense.INTEGRATION)
        && !has(task, Sense.COMPARISON)
        && (!has(task, Sense.HOW) || has(task, Sense.YOU));
  }
}
