package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.CodeLanguage;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Rules about changing the form of what is there: tier 1, mostly whatever its size. */
final class ChoreRules {
  private static final Set<Sense> TOUCHING =
      EnumSet.of(Sense.TWEAK, Sense.EDIT, Sense.FIX, Sense.CORRECT);
  private static final Set<Sense> TO_REMARKS =
      EnumSet.of(Sense.CREATE, Sense.EDIT, Sense.TWEAK, Sense.COMMENT, Sense.FIX, Sense.CORRECT);
  private static final Set<Sense> TO_TYPOS =
      EnumSet.of(Sense.FIX, Sense.CORRECT, Sense.EDIT, Sense.TWEAK, Sense.ANALYZE);
  private static final Set<Sense> TO_NAMES = EnumSet.of(Sense.TWEAK, Sense.REFACTOR, Sense.CORRECT);
  private static final Set<Sense> TELLING = EnumSet.of(Sense.EXPLAIN, Sense.STATE);

  /** What comments are added to: "füge der Klasse Kommentare hinzu". */
  private static final Set<Sense> HOLDERS = EnumSet.of(Sense.FUNCTION, Sense.CLASS, Sense.FILE);

  private ChoreRules() {}

  static List<Rule> list() {
    return List.of(
        chore("formatting", "only the layout is to change", ChoreRules::formats),
        chore("correction", "only spelling or grammar is to change", ChoreRules::corrects),
        chore("renaming", "only names are to change", ChoreRules::renames),
        Rule.of(
            "comment_generation",
            Tier.TINY,
            Evidence.USUAL,
            "comments are to be written",
            ChoreRules::comments),
        Rule.of(
            "conversion",
            Tier.TINY,
            Evidence.SIZE,
            "the same content is wanted in another form",
            ChoreRules::converts),
        Rule.of(
            "simple_refactor",
            Tier.TINY,
            Evidence.FAINT,
            "a small piece of code is to be tidied",
            ChoreRules::refactors),
        Rule.of(
            "code_summary",
            Tier.TINY,
            Evidence.WORDS,
            "a short piece of code is to be summed up",
            ChoreRules::sumsUp));
  }

  private static Rule chore(String name, String reason, Predicate<TaskFeatures> condition) {
    return Rule.of(name, Tier.TINY, Evidence.WORDS, reason, condition);
  }

  private static boolean commands(TaskFeatures task, Sense action) {
    return task.text().does(action)
        && !isQuestion(task)
        && !Asks.isStructural(task)
        && Asks.commands(task);
  }

  private static boolean formats(TaskFeatures task) {
    boolean layout = task.text().wants(Sense.LAYOUT) && Asks.acts(task, TOUCHING);
    return commands(task, Sense.FORMAT) || (layout && !isQuestion(task) && Asks.commands(task));
  }

  private static boolean corrects(TaskFeatures task) {
    boolean typos = task.text().wants(Sense.TYPO) && (looksFor(task) || Asks.acts(task, TO_TYPOS));
    return (typos && Asks.commands(task))
        || (commands(task, Sense.CORRECT) && !has(task, Sense.DEFECT));
  }

  /** "Any typos in this?" with the text beside it, but not "what is a typo?" */
  private static boolean looksFor(TaskFeatures task) {
    boolean given = task.text().quoted() > 0 || task.text().sentences() >= Sizes.SEVERAL;
    return given && isQuestion(task) && task.text().action().isEmpty() && !has(task, Sense.HOW);
  }

  private static boolean renames(TaskFeatures task) {
    boolean names = task.text().wants(Sense.NAME) && Asks.acts(task, TO_NAMES);
    return commands(task, Sense.RENAME) || (names && !isQuestion(task) && Asks.commands(task));
  }

  private static boolean comments(TaskFeatures task) {
    boolean added = task.text().does(Sense.EDIT) && Asks.wants(task, HOLDERS);
    boolean remarks =
        added
            ? has(task, Sense.REMARK)
            : task.text().wants(Sense.REMARK) && Asks.acts(task, TO_REMARKS);
    boolean opinion = task.text().does(Sense.CREATE) && !isAboutCode(task);
    return (remarks && !opinion && !isQuestion(task) && Asks.commands(task))
        || (commands(task, Sense.COMMENT) && !Asks.isLarge(task));
  }

  /** "Write a comment on the elections" is about none. */
  private static boolean isAboutCode(TaskFeatures task) {
    return task.linesOfCode() > 0
        || task.earlierTurns() > 0
        || task.text().words() <= Sizes.TERSE
        || has(task, Sense.TECH)
        || has(task, Sense.FUNCTION)
        || has(task, Sense.MANY)
        || has(task, Sense.CLASS)
        || has(task, Sense.FILE)
        || has(task, Sense.MODULE);
  }

  private static boolean converts(TaskFeatures task) {
    return commands(task, Sense.CONVERT)
        && task.linesOfCode() <= Sizes.SNIPPET
        && task.text().words() <= Sizes.INSTRUCTION
        && !Asks.wants(task, EnumSet.of(Sense.FUNCTION, Sense.CLASS, Sense.MODULE));
  }

  private static boolean refactors(TaskFeatures task) {
    return commands(task, Sense.REFACTOR)
        && task.linesOfCode() < Sizes.SMALL_CODE
        && task.text().words() <= Sizes.ONE_CHANGE
        && !Asks.asksForSeveral(task)
        && !has(task, Sense.SCALE);
  }

  private static boolean sumsUp(TaskFeatures task) {
    if (!task.code().present() || task.code().stackTrace() || isSchema(task)) {
      return false;
    }
    boolean asked =
        (isQuestion(task) && !task.text().does(Sense.ANALYZE)) || Asks.acts(task, TELLING);
    return task.text().does(Sense.SUMMARIZE)
        ? task.linesOfCode() < Sizes.SMALL_CODE && task.text().words() <= Sizes.SHORT_TEXT
        : asked
            && task.linesOfCode() <= Sizes.SNIPPET
            && task.text().words() <= Sizes.METRIC
            && !has(task, Sense.HOW)
            && !has(task, Sense.METRIC)
            && !has(task, Sense.PROBLEM)
            && !has(task, Sense.DEFECT);
  }

  /** A question beside tables is one to be answered from them. */
  private static boolean isSchema(TaskFeatures task) {
    boolean sql = task.language().filter(CodeLanguage.SQL::equals).isPresent();
    return (sql || task.code().tables()) && !task.text().does(Sense.EXPLAIN);
  }
}
