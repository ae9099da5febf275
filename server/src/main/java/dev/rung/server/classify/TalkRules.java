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
  private static final Set<Sense> FETCHING =
      EnumSet.of(
          Sense.STATE,
          Sense.CONVERT,
          Sense.SOLVE,
          Sense.CREATE,
          Sense.PICK,
          Sense.TWEAK,
          Sense.EDIT);

  private TalkRules() {}

  /** What a table or a sum answers; also where it is put as a chore: "convert 3 miles to km". */
  static List<Rule> lookUps() {
    return List.of(
        Rule.of(
            "look_up",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a unit, a code or the like, which a table answers",
            task -> isLookUp(task) && Asks.size(task) <= Sizes.BRIEF_LOOK_UP),
        Rule.of(
            "arithmetic",
            Tier.TEMPLATE,
            Evidence.LIKELY,
            "a sum of a few numbers",
            task -> isFetched(task) && isSum(task)));
  }

  static List<Rule> list() {
    return List.of(
        Rule.of(
            "assistant_command",
            Tier.TEMPLATE,
            Evidence.WORDS,
            "a short wish for what a program does by itself, such as a timer or a coin flip",
            task -> isCommand(task) && Asks.size(task) <= Sizes.BRIEF_COMMAND),
        Rule.of(
            "long_command",
            Tier.TEMPLATE,
            Evidence.FAIR,
            "a wish for what a program does by itself, of which a good deal is said",
            TalkRules::isCommand),
        Rule.of(
            "small_talk",
            Tier.TEMPLATE,
            Evidence.WORDS,
            "a short utterance that asks for no work",
            task -> Utterances.isUtterance(task, Sizes.CATCHWORDS) && isTalk(task)));
  }

  /** Longer wishes than those of an assistant. */
  static List<Rule> requests() {
    return List.of();
  }

  private static boolean isLookUp(TaskFeatures task) {
    return isFetched(task) && has(task, Sense.LOOKUP) && !asksSum(task);
  }

  private static boolean isFetched(TaskFeatures task) {
    return Asks.isFreshText(task)
        && task.text().words() <= Sizes.UTTERANCE
        && (task.text().object().isEmpty() || Asks.wants(task, Utterances.EVERYDAY))
        && (task.text().action().isEmpty() || Asks.acts(task, FETCHING))
        && !has(task, Sense.HOW)
        && !has(task, Sense.DEFECT)
        && !has(task, Sense.COMPARISON)
        && !(task.text().does(Sense.CREATE) && has(task, Sense.TECH));
  }

  private static boolean isSum(TaskFeatures task) {
    int numbers = task.text().numbers();
    return numbers >= Sizes.SEVERAL
        && !task.text().does(Sense.TWEAK)
        && !has(task, Sense.TRIVIAL)
        && task.text().words() - numbers <= Sizes.SUM;
  }

  private static boolean isCommand(TaskFeatures task) {
    return Utterances.isUtterance(task, Sizes.UTTERANCE) && isWish(task);
  }

  private static boolean isWish(TaskFeatures task) {
    boolean put =
        task.text().mood() != Mood.STATEMENT
            || task.text().action().isPresent()
            || has(task, Sense.COURTESY)
            || has(task, Sense.SELF)
            || task.text().words() <= Sizes.CATCHWORDS;
    boolean told = task.text().does(Sense.STATE) && has(task, Sense.HOW);
    return put
        && task.text().quoted() < Sizes.QUOTED_NAME
        && has(task, Sense.ASSISTANT)
        && !isWriting(task)
        && !asksSum(task)
        && !asksForWay(task)
        && (!told || has(task, Sense.METRIC));
  }

  /** "How can we reduce food waste?" asks what people are to do, not a program. */
  private static boolean asksForWay(TaskFeatures task) {
    return task.text().cues().together() && has(task, Sense.HOW) && Asks.isQuestion(task);
  }

  /** "If a pen costs 3 dollars, how much do seven cost?" is in no table. */
  private static boolean asksSum(TaskFeatures task) {
    return Asks.isQuestion(task) && Asks.tellsFigures(task);
  }

  /**
   * "Write a short mail that I am sick today" is more than a wish, and so is a rhyme on Mondays.
   */
  private static boolean isWriting(TaskFeatures task) {
    boolean named =
        task.text().words() <= Sizes.WISH_TO_MAKE
            || task.text().senses().of(Sense.ASSISTANT) >= Sizes.SEVERAL;
    return task.text().does(Sense.CREATE) && (task.text().wants(Sense.TEXT) || !named);
  }

  private static boolean isTalk(TaskFeatures task) {
    if (task.text().does(Sense.STATE)) {
      return has(task, Sense.SOCIAL);
    }
    if (isTold(task)) {
      return true;
    }
    boolean chat =
        task.text().does(Sense.CREATE)
            && has(task, Sense.QUESTION)
            && !has(task, Sense.HOW)
            && task.text().words() <= Sizes.CATCHWORDS;
    return task.text().quoted() == 0
        && (Asks.namesNothing(task) || chat || task.text().does(Sense.CORRECT))
        && (has(task, Sense.SOCIAL) || isAddressed(task));
  }

  /** "Raconte-moi une blague", where to tell is a word for making as well; not "a joke on cats". */
  private static boolean isTold(TaskFeatures task) {
    return task.text().does(Sense.CREATE)
        && task.text().object().isEmpty()
        && task.text().words() < Sizes.SMALL_QUESTION
        && has(task, Sense.SOCIAL);
  }

  /** French "du" is German for "you": a statement with a figure is no talk. */
  private static boolean isAddressed(TaskFeatures task) {
    return has(task, Sense.YOU)
        && (task.text().mood() != Mood.STATEMENT || task.text().numbers() == 0)
        && (!has(task, Sense.HOW) || task.text().words() <= Sizes.SMALL_QUESTION);
  }
}
