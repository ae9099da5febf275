package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;

/** How much is said, and in what form, where no word tells enough. Pure. */
final class Forms {
  private Forms() {}

  /** The first message, of which words are known: of a later one most is said before. */
  static boolean isFirst(TaskFeatures task) {
    return task.earlierTurns() == 0 && task.hints().grids().isEmpty() && !task.text().foreign();
  }

  static boolean isBrief(TaskFeatures task) {
    return isFirst(task)
        && task.linesOfCode() == 0
        && Asks.size(task) <= Sizes.ONE_SENTENCE
        && task.text().length() > 0;
  }

  static boolean isBriefText(TaskFeatures task) {
    return isBrief(task) && !has(task, Sense.TECH);
  }

  static boolean isBriefQuestion(TaskFeatures task) {
    return isBriefText(task)
        && task.text().question().closes()
        && !isExplained(task)
        && !Asks.isLarge(task);
  }

  static boolean isHalfSentence(TaskFeatures task) {
    return isBriefText(task)
        && Asks.size(task) <= Sizes.HALF_SENTENCE
        && !isExplained(task)
        && !Asks.isLarge(task);
  }

  static boolean isExplained(TaskFeatures task) {
    return has(task, Sense.EXPLAIN);
  }

  static boolean isAboutQuotation(TaskFeatures task) {
    boolean passage =
        isFirst(task)
            && task.linesOfCode() == 0
            && task.text().quoted() >= Sizes.PASSAGE
            && Asks.size(task) <= Sizes.LINES_SIZE
            && hasFewWords(task);
    return passage || (isBrief(task) && task.text().quoted() >= Sizes.QUOTED_WORD);
  }

  /** Nothing that is told about is given or wanted. */
  static boolean isFree(TaskFeatures task) {
    return !task.text().does(Sense.STATE)
        && !has(task, Sense.CLASS)
        && task.text().cues().given() == 0;
  }

  static boolean isBriefRequest(TaskFeatures task) {
    return isBriefText(task) && !isExplained(task) && !Asks.isLarge(task);
  }

  /** "I am still waiting for the refund": more is said, of one's own, and nothing is reckoned. */
  static boolean isOwnRequest(TaskFeatures task) {
    return has(task, Sense.SELF)
        && Utterances.isUtterance(task, Sizes.REQUEST)
        && !Asks.makes(task)
        && !has(task, Sense.METRIC)
        && !has(task, Sense.COMPARISON)
        && task.text().numbers() < Sizes.SEVERAL;
  }

  /** One capital inside of the sentence, or more where it is long. */
  static boolean namesMuch(TaskFeatures task) {
    return task.text().layout().capitals() * Sizes.WORDS_OF_NAME > task.text().words();
  }

  static boolean isOfProgramming(TaskFeatures task) {
    return isFirst(task) && task.linesOfCode() == 0 && has(task, Sense.TECH);
  }

  static boolean isCodeMatter(TaskFeatures task) {
    return isOfProgramming(task)
        && (Asks.size(task) <= Sizes.TWO_SENTENCES || task.text().quoted() > 0)
        && task.text().length() <= Sizes.UTTERANCE_LENGTH
        && !has(task, Sense.TEST)
        && !Asks.isLarge(task);
  }

  static boolean hasFewWords(TaskFeatures task) {
    return task.text().words() < Sizes.ONE_CHANGE;
  }

  static boolean isRemark(TaskFeatures task) {
    return isFirst(task) && task.linesOfCode() > 0 && hasFewWords(task);
  }

  /** Too short for a file or a passage. */
  private static boolean isShort(TaskFeatures task) {
    return isFirst(task) && task.text().length() <= Sizes.UTTERANCE_LENGTH;
  }

  static boolean isLong(TaskFeatures task) {
    return isFirst(task) && task.text().length() > Sizes.UTTERANCE_LENGTH;
  }

  static boolean isInParts(TaskFeatures task) {
    return isShort(task) && task.text().layout().paragraphs() >= Sizes.SEVERAL;
  }

  static boolean isMoreThanText(TaskFeatures task) {
    return task.linesOfCode() > 0 || has(task, Sense.PROBLEM) || has(task, Sense.SEQUENCE);
  }

  /** Prose that is not of programming. */
  static boolean isTold(TaskFeatures task) {
    return isShort(task) && task.linesOfCode() == 0 && !has(task, Sense.TECH);
  }

  static boolean isOneSentence(TaskFeatures task) {
    return isTold(task)
        && task.text().sentences() < Sizes.SEVERAL
        && task.text().question().words() <= Sizes.FEW_WORDS;
  }
}
