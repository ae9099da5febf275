package dev.rung.server.classify;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What several rules ask about a task. Pure. */
final class Asks {
  private static final Set<Sense> SMALL_OBJECTS = EnumSet.of(Sense.FUNCTION, Sense.TEST);
  private static final Set<Sense> DEVISING = EnumSet.of(Sense.CREATE, Sense.DESIGN);
  private static final Set<Sense> STRUCTURES =
      EnumSet.of(Sense.ARCHITECTURE, Sense.SYSTEM, Sense.STRATEGY);
  private static final Set<Sense> LARGE_OBJECTS =
      EnumSet.of(Sense.ARCHITECTURE, Sense.SYSTEM, Sense.MODULE, Sense.API, Sense.COMPONENT);
  private static final Set<Sense> MAKING =
      EnumSet.of(Sense.CREATE, Sense.EDIT, Sense.TWEAK, Sense.REFACTOR, Sense.FIX, Sense.CONVERT);
  private static final Set<Sense> TELLING =
      EnumSet.of(Sense.CREATE, Sense.IMAGINE, Sense.STATE, Sense.EDIT, Sense.DESIGN, Sense.TWEAK);

  private Asks() {}

  /** How much is said, whatever the script: see {@link dev.rung.classifier.Layout#size}. */
  static int size(TaskFeatures task) {
    return task.text().layout().size();
  }

  static boolean isQuestion(TaskFeatures task) {
    boolean ordered = task.text().outright() && (makes(task) || designsAtLength(task));
    return task.text().mood() == Mood.QUESTION && !ordered;
  }

  /** A design with a question somewhere in its requirements. */
  private static boolean designsAtLength(TaskFeatures task) {
    return task.text().does(Sense.DESIGN) && isDocument(task);
  }

  static boolean has(TaskFeatures task, Sense sense) {
    return task.text().senses().has(sense);
  }

  static boolean acts(TaskFeatures task, Set<Sense> actions) {
    return isOneOf(task.text().action(), actions);
  }

  static boolean wants(TaskFeatures task, Set<Sense> objects) {
    return isOneOf(task.text().object(), objects);
  }

  private static boolean isOneOf(Optional<Sense> sense, Set<Sense> some) {
    return sense.isPresent() && some.contains(sense.get());
  }

  static boolean namesNothing(TaskFeatures task) {
    return task.text().action().isEmpty() && task.text().object().isEmpty();
  }

  /** Something is to be made or changed. */
  static boolean makes(TaskFeatures task) {
    return acts(task, MAKING);
  }

  /** The object is a whole structure, so that "clean up" is no chore. */
  static boolean isStructural(TaskFeatures task) {
    return wants(task, STRUCTURES);
  }

  /** The first message of a conversation, without code: what it is about stands in it. */
  static boolean isFreshText(TaskFeatures task) {
    return task.earlierTurns() == 0
        && task.linesOfCode() == 0
        && task.hints().grids().isEmpty()
        && !task.text().foreign();
  }

  /** The first message, in whatever script, without code and without answers to choose below. */
  static boolean isAlone(TaskFeatures task) {
    return task.earlierTurns() == 0
        && !task.code().present()
        && task.hints().grids().isEmpty()
        && task.text().layout().options() < Sizes.MANY;
  }

  /** How something large is to be made is asked for; "what is design thinking" does not. */
  static boolean designs(TaskFeatures task) {
    if (supposes(task)) {
      return true;
    }
    if (task.text().does(Sense.DESIGN)) {
      return !isPiece(task) && (!isQuestion(task) || has(task, Sense.HOW));
    }
    boolean given = task.text().does(Sense.STATE) && has(task, Sense.SCALE);
    return !isQuestion(task)
        && (task.text().does(Sense.CREATE) || given)
        && (task.text().wants(Sense.ARCHITECTURE)
            || (wants(task, LARGE_OBJECTS) && (has(task, Sense.DESIGN) || has(task, Sense.SCALE))));
  }

  /** A function, a test or a text, but not "a cache system" or "a distributed queue". */
  private static boolean isPiece(TaskFeatures task) {
    if (isDocument(task)) {
      return false;
    }
    return isOneClass(task)
        || isOfText(task)
        || (wants(task, SMALL_OBJECTS) && !has(task, Sense.SYSTEM) && !has(task, Sense.SCALE));
  }

  /** "Design a class for fractions in Java". */
  static boolean isOneClass(TaskFeatures task) {
    return has(task, Sense.CLASS)
        && has(task, Sense.TECH)
        && !has(task, Sense.SYSTEM)
        && !has(task, Sense.SCALE)
        && (task.text().wants(Sense.CLASS) || task.text().wants(Sense.NAME))
        && (!has(task, Sense.MANY) || task.text().words() > Sizes.METRIC);
  }

  /** Told at length under headings: words further down name no thing to be designed. */
  private static boolean isDocument(TaskFeatures task) {
    return task.text().layout().headings() >= Sizes.MANY && task.text().words() > Sizes.INSTRUCTION;
  }

  /** "Design an outline", but not "design Google Docs". */
  private static boolean isOfText(TaskFeatures task) {
    return task.text().wants(Sense.TEXT)
        && (task.text().words() > Sizes.TERSE || has(task, Sense.DETERMINER));
  }

  /** "How would you build something like it?" */
  static boolean supposes(TaskFeatures task) {
    return has(task, Sense.HOW)
        && has(task, Sense.YOU)
        && task.text().outright()
        && task.text().questions() > 0
        && acts(task, DEVISING)
        && !wants(task, SMALL_OBJECTS)
        && !task.text().wants(Sense.TEXT)
        && isFreshText(task);
  }

  /** Several parts, files or a good many lines are named. */
  static boolean asksForSeveral(TaskFeatures task) {
    return task.text().asked().parts() >= Sizes.SEVERAL
        || task.text().asked().files() >= Sizes.SEVERAL
        || task.text().asked().lines() >= Sizes.SMALL_CODE;
  }

  /**
   * The action is asked for, and no word of a long report happens to look like it: it is put
   * outright, or there is little else, or what follows is the material. Behind a part to be played
   * it must be put outright: "correcting my mistakes" is how the part is played.
   */
  static boolean commands(TaskFeatures task) {
    return task.text().outright()
        || (task.text().words() <= Sizes.REPORT && !task.text().persona());
  }

  /** Something is to be made or changed, and it is neither a design nor an invention. */
  static boolean isWork(TaskFeatures task) {
    return makes(task) && commands(task) && !designs(task) && !invents(task);
  }

  /** A work of fiction, verse or the like is asked for. */
  static boolean invents(TaskFeatures task) {
    boolean asksHow =
        has(task, Sense.HOW) && task.text().questions() > 0 && !task.text().does(Sense.IMAGINE);
    if (isQuestion(task) || asksHow || isAboutCode(task) || isManual(task) || praises(task)) {
      return false;
    }
    return task.text().does(Sense.IMAGINE)
        || (task.text().does(Sense.CREATE)
            && task.text().outright()
            && task.text().senses().of(Sense.STORY) >= Sizes.SEVERAL
            && !has(task, Sense.TECH)
            && !has(task, Sense.PROBLEM)
            && !isOfParts(task))
        || (task.text().wants(Sense.STORY)
            && !isOfParts(task)
            && !isList(task)
            && (task.text().action().isEmpty() || acts(task, TELLING)));
  }

  /** Headings and many paragraphs tell what a thing does, and no tale. */
  private static boolean isManual(TaskFeatures task) {
    return task.text().layout().headings() > 0 && task.text().layout().paragraphs() >= Sizes.MANY;
  }

  /** "What a beautiful poem, thank you": the thing is there. */
  private static boolean praises(TaskFeatures task) {
    return has(task, Sense.SOCIAL)
        && task.text().words() <= Sizes.UTTERANCE
        && !task.text().outright()
        && !task.text().does(Sense.IMAGINE);
  }

  /** A line that looks like code is none in a long tale. */
  private static boolean isAboutCode(TaskFeatures task) {
    return task.code().present()
        && (task.text().words() <= Sizes.INSTRUCTION || task.linesOfCode() > Sizes.SNIPPET);
  }

  /** "A small blog with Flask and a login" is a program, "a haiku about Kafka" is none. */
  private static boolean isOfParts(TaskFeatures task) {
    return has(task, Sense.TECH)
        && (has(task, Sense.FILE)
            || has(task, Sense.COMPONENT)
            || has(task, Sense.MODULE)
            || task.text().senses().of(Sense.INTEGRATION) >= Sizes.SEVERAL);
  }

  /** A list of what somebody can do, which nobody asked to be told: "user stories". */
  private static boolean isList(TaskFeatures task) {
    return task.text().listItems() >= Sizes.MANY && task.text().action().isEmpty();
  }

  /** Several figures, in digits or letters, told in more than one breath: those of a problem. */
  static boolean tellsFigures(TaskFeatures task) {
    int figures = task.text().numbers() + task.text().senses().of(Sense.NUMERAL);
    if (figures < Sizes.SEVERAL) {
      return false;
    }
    boolean told =
        task.text().told()
            || task.text().sentences() >= Sizes.SEVERAL
            || task.text().numbers() >= Sizes.MANY;
    return task.text().words() > Sizes.METRIC
        || (told && task.text().words() >= Sizes.SHORT_PROBLEM);
  }

  /** Something of the size of a system is spoken of. */
  static boolean isLarge(TaskFeatures task) {
    return has(task, Sense.SCALE)
        || has(task, Sense.ARCHITECTURE)
        || has(task, Sense.STRATEGY)
        || has(task, Sense.SYSTEM)
        || has(task, Sense.DESIGN);
  }
}
