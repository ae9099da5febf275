package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about what a template could answer; where none does, the lowest model serves. */
final class TalkRules {
  private static final Set<Sense> WORK =
      EnumSet.of(Sense.COMPARE, Sense.ANALYZE, Sense.REFACTOR, Sense.DESIGN, Sense.IMAGINE);

  private TalkRules() {}

  static List<Rule> list() {
    return List.of(
        Rule.of(
            "assistant_command",
            Tier.TEMPLATE,
            Evidence.WORDS,
            "a short wish for what a program does by itself, such as a timer or a coin flip",
            task -> isUtterance(task) && isWish(task) && !Asks.acts(task, WORK)),
        Rule.of(
            "small_talk",
            Tier.TEMPLATE,
            Evidence.WORDS,
            "a short utterance that asks for no work",
            task -> isUtterance(task) && isTalk(task)));
  }

  private static boolean isUtterance(TaskFeatures task) {
    return Asks.isFreshText(task)
        && task.text().words() <= Sizes.UTTERANCE
        && task.text().object().isEmpty();
  }

  private static boolean isWish(TaskFeatures task) {
    boolean put =
        task.text().mood() != Mood.STATEMENT
            || task.text().action().isPresent()
            || has(task, Sense.COURTESY)
            || task.text().words() <= Sizes.CATCHWORDS;
    return put && has(task, Sense.ASSISTANT);
  }

  private static boolean isTalk(TaskFeatures task) {
    if (task.text().does(Sense.STATE)) {
      return has(task, Sense.SOCIAL);
    }
    return (Asks.namesNothing(task) || task.text().does(Sense.CORRECT))
        && (has(task, Sense.SOCIAL) || has(task, Sense.YOU));
  }
}
