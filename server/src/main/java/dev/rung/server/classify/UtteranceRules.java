package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about short texts that no other rule knew. */
final class UtteranceRules {
  private static final Set<Sense> SMALL =
      EnumSet.of(Sense.STATE, Sense.FIX, Sense.EDIT, Sense.TWEAK, Sense.PICK, Sense.CONVERT);

  private UtteranceRules() {}

  /** What is left of short utterances when no other rule knew them. */
  static List<Rule> list() {
    return List.of(
        Rule.of(
            "on_passage",
            Tier.SMALL,
            Evidence.LIKELY,
            "a few words about a longer quotation",
            task ->
                Asks.isFreshText(task)
                    && task.text().words() <= Sizes.UTTERANCE
                    && task.text().quoted() >= Sizes.PASSAGE
                    && Asks.size(task) > Sizes.LINES_SIZE
                    && !task.text().persona()
                    && task.text().mood() != Mood.QUESTION
                    && task.text().action().isEmpty()),
        Rule.of(
            "on_quotation",
            Tier.TINY,
            Evidence.WORDS,
            "a few words about a quotation or the like",
            task ->
                Utterances.isUtterance(task, Sizes.CATCHWORDS)
                    && (asksNothing(task) || Asks.acts(task, SMALL))
                    && task.text().mood() != Mood.QUESTION
                    && task.text().quoted() > 0),
        Rule.of(
            "utterance",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a few words without any work in them",
            task ->
                Utterances.isUtterance(task, Sizes.FEW_WORDS)
                    && asksNothing(task)
                    && isPersonal(task)),
        Rule.of(
            "catchwords",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a few words about a matter that is not named",
            task ->
                Utterances.isUtterance(task, Sizes.UTTERANCE)
                    && asksNothing(task)
                    && Asks.size(task) <= Sizes.BRIEF_CATCHWORDS));
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
