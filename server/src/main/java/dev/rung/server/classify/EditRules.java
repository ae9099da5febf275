package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about small changes whose words do not tell much about their size. */
final class EditRules {
  private static final Set<Sense> TO_TRIFLES = EnumSet.of(Sense.EDIT, Sense.TWEAK, Sense.FIX);
  private static final Set<Sense> LARGE =
      EnumSet.of(Sense.SYSTEM, Sense.ARCHITECTURE, Sense.API, Sense.STRATEGY, Sense.STORY);

  private EditRules() {}

  static List<Rule> list() {
    return List.of(
        Rule.of(
            "trivial_edit",
            Tier.TINY,
            Evidence.WORDS,
            "a chore such as imports or a version",
            task -> isTrifle(task) && task.linesOfCode() == 0),
        Rule.of(
            "small_order",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a few words to change, add or remove something, which is not there to be seen",
            task -> isTinyEdit(task) && isOrder(task)),
        Rule.of(
            "tiny_edit",
            Tier.TINY,
            Evidence.SIZE,
            "one thing is to be replaced, set or removed",
            EditRules::isTinyEdit));
  }

  private static boolean isTinyEdit(TaskFeatures task) {
    return isTrifle(task)
        || (task.text().does(Sense.TWEAK) && isOneChange(task))
        || (task.text().does(Sense.EDIT) && isOneChange(task) && isBare(task));
  }

  /** "Remove eggs from the list": neither code nor a text is beside it. */
  private static boolean isOrder(TaskFeatures task) {
    return Asks.isFreshText(task)
        && Asks.size(task) <= Sizes.BRIEF_ORDER
        && isBare(task)
        && task.text().quoted() == 0
        && task.text().layout().announced() == 0
        && (has(task, Sense.DETERMINER) || has(task, Sense.COURTESY));
  }

  /** Nothing is named that could be large. */
  private static boolean isBare(TaskFeatures task) {
    return task.text().object().isEmpty()
        && task.linesOfCode() == 0
        && !has(task, Sense.TECH)
        && !has(task, Sense.SCALE);
  }

  private static boolean isTrifle(TaskFeatures task) {
    return Asks.acts(task, TO_TRIFLES) && has(task, Sense.TRIVIAL) && isOneChange(task);
  }

  private static boolean isOneChange(TaskFeatures task) {
    return !Asks.isQuestion(task)
        && task.text().words() <= Sizes.ONE_CHANGE
        && task.linesOfCode() < Sizes.MEDIUM_CODE
        && !has(task, Sense.DEFECT)
        && !has(task, Sense.INTEGRATION)
        && !Asks.asksForSeveral(task)
        && !Asks.wants(task, LARGE);
  }
}
