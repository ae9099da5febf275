package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Rules about what needs the ablest model: design, invention, strategy. */
final class DesignRules {
  private static final Set<Sense> DEVISING =
      EnumSet.of(Sense.CREATE, Sense.DESIGN, Sense.STATE, Sense.EDIT, Sense.IMAGINE, Sense.ANALYZE);
  private static final Set<Sense> STUDYING = EnumSet.of(Sense.ANALYZE, Sense.COMPARE);
  private static final Set<Sense> PLAYING =
      EnumSet.of(Sense.STATE, Sense.SOLVE, Sense.IMAGINE, Sense.EXPLAIN);

  private DesignRules() {}

  static List<Rule> list() {
    return List.of(
        Rule.of(
            "api_design",
            Tier.LARGE,
            Evidence.WORDS,
            "an interface for others is to be designed",
            task -> Asks.designs(task) && task.text().wants(Sense.API)),
        Rule.of(
            "named_strategy",
            Tier.LARGE,
            Evidence.WORDS,
            "a strategy is named, and what it is to do",
            task ->
                task.text().wants(Sense.STRATEGY)
                    && task.text().action().isEmpty()
                    && !isQuestion(task)
                    && task.text().words() <= Sizes.REPORT
                    && Asks.isFreshText(task)),
        Rule.of(
            "strategy",
            Tier.LARGE,
            Evidence.USUAL,
            "a strategy is to be worked out",
            task ->
                task.text().wants(Sense.STRATEGY)
                    && Asks.acts(task, DEVISING)
                    && !isQuestion(task)),
        Rule.of(
            "study",
            Tier.LARGE,
            Evidence.LIKELY,
            "a field is to be studied in depth",
            task ->
                task.text().cues().depth() > 0
                    && Asks.acts(task, STUDYING)
                    && Asks.commands(task)
                    && isOpen(task)),
        Rule.of(
            "venture",
            Tier.LARGE,
            Evidence.LIKELY,
            "what a firm is to do in its market is asked for",
            task ->
                task.text().cues().enterprise() >= Sizes.SEVERAL
                    && isQuestion(task)
                    && task.text().sentences() >= Sizes.SEVERAL
                    && task.text().words() > Sizes.UTTERANCE
                    && task.text().layout().options() < Sizes.MANY
                    && isOpen(task)),
        Rule.of(
            "architecture",
            Tier.LARGE,
            Evidence.WORDS,
            "the structure of something large is to be designed",
            Asks::designs),
        Rule.of(
            "creativity", Tier.LARGE, Evidence.WORDS, "something is to be invented", Asks::invents),
        Rule.of(
            "role_play",
            Tier.LARGE,
            Evidence.USUAL,
            "a part is to be played, and nothing plain is asked for behind it",
            DesignRules::plays));
  }

  /** What is to be built is told on pages. */
  static List<Rule> documents() {
    return List.of(
        Rule.of(
            "document_of_system",
            Tier.LARGE,
            Evidence.WORDS,
            "a document with headings, and the structure of what it describes is asked for",
            task ->
                has(task, Sense.ARCHITECTURE)
                    && task.text().words() > Sizes.INSTRUCTION
                    && task.text().layout().headings() >= Sizes.SEVERAL
                    && !Reports.reportsDefect(task)));
  }

  /** Writing and judging that is neither plain nor an invention. */
  static List<Rule> leftOver() {
    return List.of(
        Rule.of(
            "measured_composition",
            Tier.SMALL,
            Evidence.USUAL,
            "an everyday text is to be written, with figures for its length or its content",
            task ->
                namesText(task)
                    && (task.text().layout().digits() > 0 || has(task, Sense.NUMERAL))
                    && task.text().words() <= Sizes.REPORT
                    && !has(task, Sense.STORY)
                    && !has(task, Sense.TECH)
                    && isBrief(task)),
        Rule.of(
            "composition",
            Tier.SMALL,
            Evidence.LIKELY,
            "an everyday text such as a letter is to be written",
            task ->
                namesText(task)
                    && task.text().words() <= Sizes.ONE_CHANGE
                    && !has(task, Sense.STORY)
                    && !has(task, Sense.TECH)),
        Rule.of(
            "composition_to_wishes",
            Tier.SMALL,
            Evidence.LIKELY,
            "a text is to be written to some wishes",
            task -> composes(task) && task.text().words() <= Sizes.REPORT),
        Rule.of(
            "long_composition",
            Tier.LARGE,
            Evidence.SIZE,
            "a text is to be written to a good many wishes",
            DesignRules::composes));
  }

  /** A word of design or strategy where nothing else was known. */
  static List<Rule> rest() {
    return List.of(
        Rule.of(
            "design_wish",
            Tier.LARGE,
            Evidence.LIKELY,
            "something is to be designed or planned, which is not known",
            task ->
                Asks.isFreshText(task)
                    && !isQuestion(task)
                    && (has(task, Sense.DESIGN) || has(task, Sense.STRATEGY))
                    && task.text().words() <= Sizes.REPORT),
        Rule.of(
            "named_structure",
            Tier.LARGE,
            Evidence.USUAL,
            "the structure of something is named, and nothing is asked",
            task ->
                Asks.isFreshText(task)
                    && !isQuestion(task)
                    && task.text().wants(Sense.ARCHITECTURE)),
        Rule.of(
            "imagination",
            Tier.LARGE,
            Evidence.USUAL,
            "a word of invention is somewhere in it",
            task -> Asks.isFreshText(task) && has(task, Sense.IMAGINE)),
        Rule.of(
            "named_system",
            Tier.LARGE,
            Evidence.FAIR,
            "something of the size of a system is named, and nothing more",
            task ->
                Asks.isFreshText(task)
                    && !isQuestion(task)
                    && task.text().action().isEmpty()
                    && task.text().wants(Sense.SYSTEM)));
  }

  /** It is to be written, or is only named: "a note to the nurses", but not "read my new mails". */
  private static boolean namesText(TaskFeatures task) {
    boolean theirs = has(task, Sense.SELF) && task.text().words() < Sizes.CATCHWORDS;
    boolean named =
        task.text().action().isEmpty() && task.text().mood() == Mood.STATEMENT && !theirs;
    return task.text().wants(Sense.TEXT) && (task.text().does(Sense.CREATE) || named);
  }

  private static boolean composes(TaskFeatures task) {
    return namesText(task) && !isQuestion(task) && isBrief(task) && !has(task, Sense.TECH);
  }

  private static boolean plays(TaskFeatures task) {
    return task.text().persona()
        && !task.code().present()
        && !has(task, Sense.TECH)
        && (!isQuestion(task) || has(task, Sense.YOU))
        && (Asks.namesNothing(task)
            || Asks.acts(task, PLAYING)
            || !task.text().outright()
            || tellsFreely(task));
  }

  /** "Tell of your last battle": a making, with no word for the thing made. */
  private static boolean tellsFreely(TaskFeatures task) {
    return task.text().does(Sense.CREATE) && task.text().object().isEmpty();
  }

  /** Nothing of programming, and no text to be worked on. */
  private static boolean isOpen(TaskFeatures task) {
    return Asks.isFreshText(task)
        && task.text().words() <= Sizes.LONG_CASE
        && task.text().quoted() == 0
        && task.text().cues().given() == 0
        && !has(task, Sense.TECH)
        && !has(task, Sense.DEFECT);
  }

  private static boolean isBrief(TaskFeatures task) {
    return task.text().words() <= Sizes.INSTRUCTION && !task.code().present();
  }
}
