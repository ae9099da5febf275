package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;
import static dev.rung.server.classify.Asks.isStructural;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Rules about changing the form of what is there: tier 1, mostly whatever its size. */
final class ChoreRules {
  private static final Set<Sense> TO_REMARKS =
      EnumSet.of(Sense.CREATE, Sense.EDIT, Sense.COMMENT, Sense.FIX, Sense.CORRECT);
  private static final Set<Sense> TO_TYPOS =
      EnumSet.of(Sense.FIX, Sense.CORRECT, Sense.EDIT, Sense.ANALYZE);
  private static final Set<Sense> TO_TRIFLES = EnumSet.of(Sense.EDIT, Sense.FIX);
  private static final Set<Sense> TELLING = EnumSet.of(Sense.EXPLAIN, Sense.STATE);
  private static final int TRIFLE_WORDS = 15;

  private ChoreRules() {}

  static List<Rule> list() {
    return List.of(
        chore("formatting", "only the layout is to change", ChoreRules::formats),
        chore("correction", "only spelling or grammar is to change", ChoreRules::corrects),
        chore("renaming", "only names are to change", t -> commands(t, Sense.RENAME)),
        chore("comment_generation", "comments are to be written", ChoreRules::comments),
        chore("conversion", "the same content is wanted in another form", ChoreRules::converts),
        chore("simple_refactor", "a small piece of code is to be tidied", ChoreRules::refactors),
        chore("trivial_edit", "a chore such as imports or a version", ChoreRules::tidies),
        chore("code_summary", "a short piece of code is to be summed up", ChoreRules::sumsUp));
  }

  private static Rule chore(String name, String reason, Predicate<TaskFeatures> condition) {
    return Rule.of(name, Tier.TINY, Evidence.WORDS, reason, condition);
  }

  private static boolean commands(TaskFeatures task, Sense action) {
    return task.text().does(action) && !isQuestion(task) && !isStructural(task);
  }

  private static boolean formats(TaskFeatures task) {
    return commands(task, Sense.FORMAT);
  }

  private static boolean corrects(TaskFeatures task) {
    boolean typos = task.text().wants(Sense.TYPO) && Asks.acts(task, TO_TYPOS);
    return typos || (commands(task, Sense.CORRECT) && !has(task, Sense.DEFECT));
  }

  private static boolean comments(TaskFeatures task) {
    boolean remarks = task.text().wants(Sense.REMARK) && Asks.acts(task, TO_REMARKS);
    return (remarks && !isQuestion(task)) || commands(task, Sense.COMMENT);
  }

  private static boolean converts(TaskFeatures task) {
    return commands(task, Sense.CONVERT)
        && task.linesOfCode() < Sizes.SMALL_CODE
        && task.text().words() <= Sizes.INSTRUCTION;
  }

  private static boolean refactors(TaskFeatures task) {
    return commands(task, Sense.REFACTOR)
        && task.linesOfCode() < Sizes.SMALL_CODE
        && task.text().words() <= Sizes.INSTRUCTION
        && !has(task, Sense.MANY)
        && !has(task, Sense.SCALE);
  }

  private static boolean tidies(TaskFeatures task) {
    return Asks.acts(task, TO_TRIFLES)
        && has(task, Sense.TRIVIAL)
        && !has(task, Sense.DEFECT)
        && task.text().words() <= TRIFLE_WORDS
        && task.linesOfCode() < Sizes.MEDIUM_CODE;
  }

  private static boolean sumsUp(TaskFeatures task) {
    if (!task.code().present() || task.code().stackTrace()) {
      return false;
    }
    boolean asked = isQuestion(task) || Asks.acts(task, TELLING);
    return task.text().does(Sense.SUMMARIZE)
        ? task.linesOfCode() < Sizes.SMALL_CODE
        : asked && task.linesOfCode() <= Sizes.SNIPPET && task.text().words() <= Sizes.METRIC;
  }
}
