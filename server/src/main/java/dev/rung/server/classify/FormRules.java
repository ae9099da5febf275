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

/**
 * Rules about how much is said and in what form, for what no other rule knew. Each names the tier
 * that is likeliest for its form, or the one between those that are. What is left is told at some
 * length, of which the default tier is the likeliest.
 */
final class FormRules {
  private static final Set<Sense> INVENTING = EnumSet.of(Sense.CREATE, Sense.IMAGINE);

  private FormRules() {}

  /** A sentence or less. */
  static List<Rule> briefs(ClassifySettings settings) {
    return List.of(
        Rule.of(
            "words_on_quotation",
            Tier.TINY,
            Evidence.USUAL,
            "some words about a quotation, which ask nothing",
            task ->
                isAboutQuotation(task)
                    && !isExplained(task)
                    && task.text().words() <= Sizes.WISH_TO_MAKE
                    && !task.text().question().closes()),
        Rule.of(
            "about_quotation",
            Tier.TINY,
            Evidence.LIKELY,
            "a sentence at most, with a quotation that it is about",
            task -> isAboutQuotation(task) && !isExplained(task)),
        Rule.of(
            "single_metric",
            Tier.TINY,
            Evidence.FAINT,
            "a question for one figure",
            task ->
                QueryRules.isQuery(task)
                    && has(task, Sense.METRIC)
                    && !has(task, Sense.TECH)
                    && task.text().numbers() < Sizes.MANY
                    && task.text().words() > settings.factualWords()
                    && task.text().words() <= Sizes.METRIC
                    && task.text().questions() <= 1),
        Rule.of(
            "short_sum",
            Tier.SMALL,
            Evidence.FAIR,
            "a short question with several figures",
            task ->
                isBrief(task)
                    && isQuestion(task)
                    && task.text().numbers() + task.text().senses().of(Sense.NUMERAL)
                        >= Sizes.SEVERAL),
        Rule.of(
            "named_factual",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a short question in which something has a name",
            task -> isBriefQuestion(task) && namesMuch(task)),
        Rule.of(
            "short_factual",
            Tier.TEMPLATE,
            Evidence.FAIR,
            "a short question for a fact",
            task ->
                isBriefQuestion(task)
                    && task.text().words() <= settings.factualWords()
                    && (!has(task, Sense.HOW) || has(task, Sense.METRIC))),
        Rule.of(
            "term_question",
            Tier.TINY,
            Evidence.FAINT,
            "a short question about something large",
            task ->
                isBrief(task)
                    && has(task, Sense.QUESTION)
                    && !has(task, Sense.HOW)
                    && !has(task, Sense.SELF)
                    && Asks.isLarge(task)),
        Rule.of(
            "plain_question",
            Tier.TINY,
            Evidence.FAIR,
            "a question of a sentence at most",
            FormRules::isBriefQuestion),
        Rule.of(
            "brief_invention",
            Tier.LARGE,
            Evidence.FAIR,
            "a sentence for something that is to be written, which no word names",
            task ->
                isBriefText(task)
                    && Asks.acts(task, INVENTING)
                    && Asks.size(task) > Sizes.FEW_CATCHWORDS
                    && task.text().numbers() == 0
                    && !has(task, Sense.ASSISTANT)),
        Rule.of(
            "own_catchphrase",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "less than a sentence about whoever says it",
            task -> isHalfSentence(task) && has(task, Sense.SELF)),
        Rule.of(
            "catchphrase",
            Tier.TEMPLATE,
            Evidence.FAIR,
            "less than a sentence about a matter that is not named",
            FormRules::isHalfSentence),
        Rule.of(
            "service_request",
            Tier.TEMPLATE,
            Evidence.FAINT,
            "somebody tells a service desk or an assistant what they want",
            task ->
                has(task, Sense.ASSISTANT)
                    && !task.text().does(Sense.CREATE)
                    && (isBriefRequest(task) || isOwnRequest(task))));
  }

  /** Programming without code, and a few words beside code. */
  static List<Rule> programming() {
    return List.of(
        Rule.of(
            "code_question",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a few words that ask something about programming",
            task ->
                isOfProgramming(task)
                    && isQuestion(task)
                    && Asks.size(task) <= Sizes.BRIEF_LOOK_UP),
        Rule.of(
            "code_idiom",
            Tier.TINY,
            Evidence.FAIR,
            "a sentence at most about programming",
            task ->
                isOfProgramming(task)
                    && Asks.size(task) <= Sizes.IDIOM
                    && !task.text().does(Sense.CREATE)
                    && !has(task, Sense.TEST)
                    && !Asks.isLarge(task)),
        Rule.of(
            "code_to_show",
            Tier.SMALL,
            Evidence.USUAL,
            "a sentence or two that ask to be shown something of programming",
            task -> isCodeMatter(task) && has(task, Sense.STATE) && !has(task, Sense.FUNCTION)),
        Rule.of(
            "code_matter",
            Tier.SMALL,
            Evidence.FAIR,
            "a sentence or two about programming",
            FormRules::isCodeMatter),
        Rule.of(
            "brief_rest",
            Tier.SMALL,
            Evidence.FAINT,
            "a sentence at most, of which nothing is known",
            FormRules::isBrief),
        Rule.of(
            "dense_code_remark",
            Tier.TINY,
            Evidence.FAIR,
            "a few words beside lines full of symbols",
            task ->
                isRemark(task)
                    && task.text().layout().symbols() >= Sizes.DENSE_CODE
                    && !task.text().does(Sense.CREATE)
                    && !has(task, Sense.CLASS)),
        Rule.of(
            "longer_code_remark",
            Tier.SMALL,
            Evidence.FAIR,
            "a few words beside code",
            FormRules::isRemark));
  }

  /** Several sentences, or one that is long. */
  static List<Rule> longer() {
    return List.of(
        Rule.of(
            "dense_question",
            Tier.TINY,
            Evidence.FAINT,
            "a question of a dozen words at most, and something beside it",
            task ->
                isFirst(task)
                    && hasFewWords(task)
                    && task.text().question().closes()
                    && !Asks.isLarge(task)),
        Rule.of(
            "few_long_words",
            Tier.SMALL,
            Evidence.FAINT,
            "a dozen words about a matter that is not named",
            task ->
                isFirst(task)
                    && hasFewWords(task)
                    && task.text().words() > 0
                    && !Asks.isLarge(task)),
        Rule.of(
            "steps_beside_text",
            Tier.SMALL,
            Evidence.FAIR,
            "a short text with lines beside it, and code or a second step",
            task -> isInParts(task) && isMoreThanText(task)),
        Rule.of(
            "lines_beside_text",
            Tier.TINY,
            Evidence.LIKELY,
            "a short text with lines beside it",
            task -> isInParts(task) && !Asks.isLarge(task)),
        Rule.of(
            "large_matter",
            Tier.LARGE,
            Evidence.FAIR,
            "something of the size of a system or a strategy is told of, and nothing is asked",
            task ->
                isTold(task)
                    && task.text().question().words() <= Sizes.FEW_WORDS
                    && Asks.isLarge(task)),
        Rule.of(
            "announced_matter",
            Tier.SMALL,
            Evidence.FAINT,
            "a few words, a colon, and a longer sentence",
            task -> isOneSentence(task) && task.text().layout().announced() > Sizes.FEW_WORDS),
        Rule.of(
            "sentence_of_text",
            Tier.SMALL,
            Evidence.FAIR,
            "a long sentence about a text, or for something to be told",
            task ->
                isOneSentence(task)
                    && (task.text().wants(Sense.TEXT) || task.text().does(Sense.STATE))),
        Rule.of(
            "tale",
            Tier.LARGE,
            Evidence.FAINT,
            "some sentences without figures, of which nothing is known",
            task ->
                isTold(task)
                    && task.text().sentences() >= Sizes.SEVERAL
                    && task.text().question().words() <= Sizes.FEW_WORDS
                    && !Asks.tellsFigures(task)
                    && isFree(task)),
        Rule.of(
            "plain_passages",
            Tier.TINY,
            Evidence.FAIR,
            "paragraphs of plain prose",
            task ->
                isLong(task)
                    && task.text().layout().paragraphs() >= Sizes.SEVERAL
                    && task.text().layout().symbols() <= Sizes.FEW_SYMBOLS),
        Rule.of(
            "long_order",
            Tier.SMALL,
            Evidence.FAINT,
            "an order, or a few words, and much beside it",
            task ->
                isLong(task)
                    && (task.text().mood() == Mood.COMMAND
                        || task.text().words() <= Sizes.QUESTION)));
  }

  /** The first message, of which words are known: of a later one most is said before. */
  private static boolean isFirst(TaskFeatures task) {
    return task.earlierTurns() == 0 && task.hints().grids().isEmpty() && !task.text().foreign();
  }

  private static boolean isBrief(TaskFeatures task) {
    return isFirst(task)
        && task.linesOfCode() == 0
        && Asks.size(task) <= Sizes.ONE_SENTENCE
        && task.text().length() > 0;
  }

  private static boolean isBriefText(TaskFeatures task) {
    return isBrief(task) && !has(task, Sense.TECH);
  }

  private static boolean isBriefQuestion(TaskFeatures task) {
    return isBriefText(task)
        && task.text().question().closes()
        && !isExplained(task)
        && !Asks.isLarge(task);
  }

  private static boolean isHalfSentence(TaskFeatures task) {
    return isBriefText(task)
        && Asks.size(task) <= Sizes.HALF_SENTENCE
        && !isExplained(task)
        && !Asks.isLarge(task);
  }

  private static boolean isExplained(TaskFeatures task) {
    return has(task, Sense.EXPLAIN);
  }

  private static boolean isAboutQuotation(TaskFeatures task) {
    boolean passage =
        isFirst(task)
            && task.linesOfCode() == 0
            && task.text().quoted() >= Sizes.PASSAGE
            && Asks.size(task) <= Sizes.LINES_SIZE
            && hasFewWords(task);
    return passage || (isBrief(task) && task.text().quoted() >= Sizes.QUOTED_WORD);
  }

  /** Nothing that is told about is given or wanted. */
  private static boolean isFree(TaskFeatures task) {
    return !task.text().does(Sense.STATE)
        && !has(task, Sense.CLASS)
        && task.text().cues().given() == 0;
  }

  private static boolean isBriefRequest(TaskFeatures task) {
    return isBriefText(task) && !isExplained(task) && !Asks.isLarge(task);
  }

  /** "I am still waiting for the refund": more is said, of one's own, and nothing is reckoned. */
  private static boolean isOwnRequest(TaskFeatures task) {
    return has(task, Sense.SELF)
        && Utterances.isUtterance(task, Sizes.REQUEST)
        && !Asks.makes(task)
        && !has(task, Sense.METRIC)
        && !has(task, Sense.COMPARISON)
        && task.text().numbers() < Sizes.SEVERAL;
  }

  /** One capital inside of the sentence, or more where it is long. */
  private static boolean namesMuch(TaskFeatures task) {
    return task.text().layout().capitals() * Sizes.WORDS_OF_NAME > task.text().words();
  }

  private static boolean isOfProgramming(TaskFeatures task) {
    return isFirst(task) && task.linesOfCode() == 0 && has(task, Sense.TECH);
  }

  private static boolean isCodeMatter(TaskFeatures task) {
    return isOfProgramming(task)
        && (Asks.size(task) <= Sizes.TWO_SENTENCES || task.text().quoted() > 0)
        && task.text().length() <= Sizes.UTTERANCE_LENGTH
        && !has(task, Sense.TEST)
        && !Asks.isLarge(task);
  }

  private static boolean hasFewWords(TaskFeatures task) {
    return task.text().words() < Sizes.ONE_CHANGE;
  }

  private static boolean isRemark(TaskFeatures task) {
    return isFirst(task) && task.linesOfCode() > 0 && hasFewWords(task);
  }

  /** Too short for a file or a passage. */
  private static boolean isShort(TaskFeatures task) {
    return isFirst(task) && task.text().length() <= Sizes.UTTERANCE_LENGTH;
  }

  private static boolean isLong(TaskFeatures task) {
    return isFirst(task) && task.text().length() > Sizes.UTTERANCE_LENGTH;
  }

  private static boolean isInParts(TaskFeatures task) {
    return isShort(task) && task.text().layout().paragraphs() >= Sizes.SEVERAL;
  }

  private static boolean isMoreThanText(TaskFeatures task) {
    return task.linesOfCode() > 0 || has(task, Sense.PROBLEM) || has(task, Sense.SEQUENCE);
  }

  /** Prose that is not of programming. */
  private static boolean isTold(TaskFeatures task) {
    return isShort(task) && task.linesOfCode() == 0 && !has(task, Sense.TECH);
  }

  private static boolean isOneSentence(TaskFeatures task) {
    return isTold(task)
        && task.text().sentences() < Sizes.SEVERAL
        && task.text().question().words() <= Sizes.FEW_WORDS;
  }
}
