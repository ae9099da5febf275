package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about making and changing code: tier 2 for one piece, tier 3 for several. */
final class CodeRules {
  private static final Set<Sense> WRITING =
      EnumSet.of(Sense.CREATE, Sense.EDIT, Sense.TWEAK, Sense.DESIGN, Sense.FIX, Sense.STATE);
  private static final Set<Sense> CHANGING =
      EnumSet.of(Sense.EDIT, Sense.TWEAK, Sense.FIX, Sense.CORRECT, Sense.FORMAT);
  private static final Set<Sense> FILLING = EnumSet.of(Sense.CREATE, Sense.EDIT);
  private static final Set<Sense> PARTS =
      EnumSet.of(Sense.CLASS, Sense.COMPONENT, Sense.MODULE, Sense.API, Sense.SYSTEM);

  private CodeRules() {}

  /** One function's worth of work. */
  static List<Rule> small() {
    return List.of(
        Rule.of(
            "assignment",
            Tier.MEDIUM,
            Evidence.LIKELY,
            "an exercise in programming whose program must do a good many things",
            task -> isExercise(task) && isMostlyWishes(task)),
        Rule.of(
            "exercise",
            Tier.SMALL,
            Evidence.WORDS,
            "an exercise in programming",
            task -> isExercise(task) && Asks.size(task) <= Sizes.BRIEF_EXERCISE),
        Rule.of(
            "hard_exercise",
            Tier.MEDIUM,
            Evidence.SIZE,
            "an exercise in programming that is told at great length",
            task -> isExercise(task) && Asks.size(task) > Sizes.HARD_EXERCISE),
        Rule.of(
            "long_exercise",
            Tier.SMALL,
            Evidence.LIKELY,
            "an exercise in programming that is told at some length",
            CodeRules::isExercise),
        Rule.of(
            "function_and_more",
            Tier.MEDIUM,
            Evidence.SIZE,
            "a piece of code is to be written together with its tests or to work with others",
            CodeRules::isMoreThanOnePiece),
        Rule.of(
            "single_function",
            Tier.SMALL,
            Evidence.USUAL,
            "one function, query or script is to be written",
            task ->
                task.text().wants(Sense.FUNCTION)
                    && task.text().does(Sense.CREATE)
                    && isOnePiece(task)),
        Rule.of(
            "named_design",
            Tier.LARGE,
            Evidence.SIZE,
            "something with the name of a product is to be designed",
            task ->
                isToBeDesigned(task)
                    && isPieceToDesign(task)
                    && task.text().layout().capitals() > 0),
        Rule.of(
            "function_design",
            Tier.MEDIUM,
            Evidence.FAINT,
            "one piece of code is to be designed before it is written",
            task -> isToBeDesigned(task) && (isPieceToDesign(task) || Asks.isOneClass(task))),
        Rule.of(
            "simple_test",
            Tier.SMALL,
            Evidence.USUAL,
            "a test of one thing is to be written",
            task ->
                task.text().wants(Sense.TEST)
                    && task.text().sentences() < Sizes.SEVERAL
                    && isOnePiece(task)
                    && !isTestOfParts(task)),
        Rule.of(
            "code_review",
            Tier.MEDIUM,
            Evidence.WORDS,
            "code is to be judged",
            task ->
                task.text().does(Sense.ANALYZE)
                    && task.code().present()
                    && task.text().words() <= Sizes.INSTRUCTION),
        Rule.of(
            "described_function",
            Tier.SMALL,
            Evidence.USUAL,
            "what one function does is told at length, and its head is given",
            CodeRules::isDescribed),
        Rule.of(
            "class_stub",
            Tier.MEDIUM,
            Evidence.USUAL,
            "the heads of a class's methods are given, and their bodies are to be written",
            CodeRules::isClassStub),
        Rule.of(
            "change_in_text",
            Tier.TINY,
            Evidence.SIZE,
            "something is to be changed in a text that has a little code in it",
            task ->
                isWorkOnCode(task, 1, Sizes.SMALL_CODE)
                    && task.text().words() > Sizes.ONE_CHANGE
                    && Asks.size(task) > Sizes.LONG_PASTE
                    && !has(task, Sense.INTEGRATION)),
        Rule.of(
            "under_50_lines",
            Tier.SMALL,
            Evidence.LIKELY,
            "the work is on fewer than 50 lines of code",
            task -> isWorkOnCode(task, 1, Sizes.SMALL_CODE) && !has(task, Sense.INTEGRATION)));
  }

  private static boolean isToBeDesigned(TaskFeatures task) {
    return task.text().does(Sense.DESIGN)
        && !Asks.designs(task)
        && task.linesOfCode() < Sizes.SMALL_CODE;
  }

  private static boolean isPieceToDesign(TaskFeatures task) {
    return task.text().wants(Sense.FUNCTION) && !has(task, Sense.TECH) && isOnePiece(task);
  }

  /** Several parts that must fit. */
  static List<Rule> medium() {
    return List.of(
        Rule.of(
            "defect_report",
            Tier.MEDIUM,
            Evidence.USUAL,
            "something fails, and the cause must be found",
            Reports::reportsDefect),
        Rule.of(
            "integration",
            Tier.MEDIUM,
            Evidence.LIKELY,
            "parts must be made to work together",
            task ->
                Asks.isWork(task) && task.text().senses().of(Sense.INTEGRATION) >= Sizes.SEVERAL),
        Rule.of(
            "told_component",
            Tier.MEDIUM,
            Evidence.LIKELY,
            "a page, a game or the like is to be written, and something is said about it",
            CodeRules::tellsOfComponent),
        Rule.of(
            "told_part",
            Tier.MEDIUM,
            Evidence.LIKELY,
            "a whole part is to be written, and something is said about it",
            task ->
                isOfSeveralParts(task)
                    && task.text().words() <= Sizes.REPORT
                    && Asks.size(task) > Sizes.TOLD_WISH
                    && task.linesOfCode() == 0
                    && !has(task, Sense.DESIGN)),
        Rule.of(
            "multi_function",
            Tier.MEDIUM,
            Evidence.FAINT,
            "several functions or a whole part are to be written",
            task ->
                isOfSeveralParts(task)
                    && task.text().words() <= Sizes.REPORT
                    && task.linesOfCode() == 0),
        Rule.of(
            "long_wish",
            Tier.MEDIUM,
            Evidence.SIZE,
            "a whole part is to be written, about which much is said",
            CodeRules::isOfSeveralParts),
        Rule.of(
            "one_change",
            Tier.SMALL,
            Evidence.LIKELY,
            "one change is to be made to a file of fewer than 100 lines",
            task ->
                isWorkOnCode(task, Sizes.SMALL_CODE, Sizes.SMALL_FILE)
                    && Asks.acts(task, CHANGING)
                    && task.text().words() <= Sizes.ONE_CHANGE),
        Rule.of(
            "under_200_lines",
            Tier.MEDIUM,
            Evidence.FAINT,
            "the work is on fewer than 200 lines of code",
            task -> isWorkOnCode(task, Sizes.SMALL_CODE, Sizes.MEDIUM_CODE)));
  }

  private static boolean isOfSeveralParts(TaskFeatures task) {
    return Asks.isWork(task) && (Asks.wants(task, PARTS) || Asks.asksForSeveral(task));
  }

  private static boolean tellsOfComponent(TaskFeatures task) {
    return has(task, Sense.COMPONENT)
        && !has(task, Sense.DESIGN)
        && Asks.isFreshText(task)
        && !isQuestion(task)
        && task.text().words() > Sizes.ONE_CHANGE
        && task.text().words() <= Sizes.SHORT_TEXT
        && !Asks.designs(task)
        && !Asks.invents(task);
  }

  private static boolean isOnePiece(TaskFeatures task) {
    return Asks.acts(task, WRITING)
        && !Asks.designs(task)
        && !Asks.asksForSeveral(task)
        && Asks.commands(task)
        && task.linesOfCode() < Sizes.SMALL_CODE
        && !Reports.isLong(task);
  }

  /** "Write a program that syncs two stores, with tests and retries": one word, several pieces. */
  private static boolean isMoreThanOnePiece(TaskFeatures task) {
    boolean more = has(task, Sense.INTEGRATION) || has(task, Sense.MODULE) || has(task, Sense.TEST);
    return more
        && !asksQuery(task)
        && task.text().wants(Sense.FUNCTION)
        && task.text().does(Sense.CREATE)
        && task.text().words() >= Sizes.SHORT_PROBLEM
        && isOnePiece(task);
  }

  /** "How many are there by month? Write the query for MySQL": the database is no second piece. */
  private static boolean asksQuery(TaskFeatures task) {
    return task.text().questions() == 1
        && task.text().question().opens()
        && !has(task, Sense.TEST)
        && !has(task, Sense.MODULE);
  }

  private static boolean isTestOfParts(TaskFeatures task) {
    return has(task, Sense.MODULE)
        || has(task, Sense.SYSTEM)
        || has(task, Sense.API)
        || has(task, Sense.INTEGRATION);
  }

  private static boolean isDescribed(TaskFeatures task) {
    return task.code().functions() == 1
        && task.linesOfCode() <= Sizes.STUB
        && task.text().words() >= Sizes.EXERCISE
        && task.text().words() <= Sizes.SHORT_TEXT
        && task.text().questions() == 0
        && !has(task, Sense.DEFECT)
        && !has(task, Sense.INTEGRATION)
        && !Asks.designs(task);
  }

  /** Several methods, and what each is to do: comments name conditions as well. */
  private static boolean isClassStub(TaskFeatures task) {
    return task.code().classes() >= 1
        && task.code().functions() >= Sizes.MANY
        && task.code().branches() <= 2 * task.code().functions()
        && task.text().words() <= Sizes.CATCHWORDS
        && (task.text().action().isEmpty() || Asks.acts(task, FILLING))
        && (task.text().object().isEmpty() || task.text().wants(Sense.CLASS))
        && !Asks.isQuestion(task);
  }

  private static boolean isExercise(TaskFeatures task) {
    boolean told = task.text().words() >= Sizes.EXERCISE;
    boolean shown =
        task.text().layout().examples() >= Sizes.MANY && task.text().words() >= Sizes.UTTERANCE;
    return (shown || (told && task.text().senses().of(Sense.PROBLEM) >= Sizes.EXERCISE_MARKS))
        && !task.code().stackTrace()
        && !Asks.designs(task)
        && !Asks.invents(task);
  }

  /**
   * A list of what the program must do is most of the text, not some data or a table of contents.
   */
  private static boolean isMostlyWishes(TaskFeatures task) {
    int wishes = task.text().listItems();
    return wishes > Sizes.MANY && task.text().words() <= wishes * Sizes.WISH;
  }

  private static boolean isWorkOnCode(TaskFeatures task, int from, int below) {
    return task.code().present()
        && task.linesOfCode() >= from
        && task.linesOfCode() < below
        && !Asks.designs(task)
        && task.text().words() <= Sizes.REPORT
        && (task.text().action().isPresent() || Asks.isQuestion(task))
        && !Reports.reportsDefect(task);
  }
}
