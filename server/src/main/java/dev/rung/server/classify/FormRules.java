package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;
import static dev.rung.server.classify.Asks.isQuestion;

import dev.rung.classifier.Mood;
import dev.rung.classifier.Sense;
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
                Forms.isAboutQuotation(task)
                    && !Forms.isExplained(task)
                    && task.text().words() <= Sizes.WISH_TO_MAKE
                    && !task.text().question().closes()),
        Rule.of(
            "about_quotation",
            Tier.TINY,
            Evidence.LIKELY,
            "a sentence at most, with a quotation that it is about",
            task -> Forms.isAboutQuotation(task) && !Forms.isExplained(task)),
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
                Forms.isBrief(task)
                    && isQuestion(task)
                    && task.text().numbers() + task.text().senses().of(Sense.NUMERAL)
                        >= Sizes.SEVERAL),
        Rule.of(
            "named_factual",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "a short question in which something has a name",
            task -> Forms.isBriefQuestion(task) && Forms.namesMuch(task)),
        Rule.of(
            "short_factual",
            Tier.TEMPLATE,
            Evidence.FAIR,
            "a short question for a fact",
            task ->
                Forms.isBriefQuestion(task)
                    && task.text().words() <= settings.factualWords()
                    && (!has(task, Sense.HOW) || has(task, Sense.METRIC))),
        Rule.of(
            "term_question",
            Tier.TINY,
            Evidence.FAINT,
            "a short question about something large",
            task ->
                Forms.isBrief(task)
                    && has(task, Sense.QUESTION)
                    && !has(task, Sense.HOW)
                    && !has(task, Sense.SELF)
                    && Asks.isLarge(task)),
        Rule.of(
            "plain_question",
            Tier.TINY,
            Evidence.FAIR,
            "a question of a sentence at most",
            Forms::isBriefQuestion),
        Rule.of(
            "brief_invention",
            Tier.LARGE,
            Evidence.FAIR,
            "a sentence for something that is to be written, which no word names",
            task ->
                Forms.isBriefText(task)
                    && Asks.acts(task, INVENTING)
                    && Asks.size(task) > Sizes.FEW_CATCHWORDS
                    && task.text().numbers() == 0
                    && !has(task, Sense.ASSISTANT)),
        Rule.of(
            "own_catchphrase",
            Tier.TEMPLATE,
            Evidence.USUAL,
            "less than a sentence about whoever says it",
            task -> Forms.isHalfSentence(task) && has(task, Sense.SELF)),
        Rule.of(
            "catchphrase",
            Tier.TEMPLATE,
            Evidence.FAIR,
            "less than a sentence about a matter that is not named",
            Forms::isHalfSentence),
        Rule.of(
            "service_request",
            Tier.TEMPLATE,
            Evidence.FAINT,
            "somebody tells a service desk or an assistant what they want",
            task ->
                has(task, Sense.ASSISTANT)
                    && !task.text().does(Sense.CREATE)
                    && (Forms.isBriefRequest(task) || Forms.isOwnRequest(task))));
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
                Forms.isOfProgramming(task)
                    && isQuestion(task)
                    && Asks.size(task) <= Sizes.BRIEF_LOOK_UP),
        Rule.of(
            "code_idiom",
            Tier.TINY,
            Evidence.FAIR,
            "a sentence at most about programming",
            task ->
                Forms.isOfProgramming(task)
                    && Asks.size(task) <= Sizes.IDIOM
                    && !task.text().does(Sense.CREATE)
                    && !has(task, Sense.TEST)
                    && !Asks.isLarge(task)),
        Rule.of(
            "code_to_show",
            Tier.SMALL,
            Evidence.USUAL,
            "a sentence or two that ask to be shown something of programming",
            task ->
                Forms.isCodeMatter(task) && has(task, Sense.STATE) && !has(task, Sense.FUNCTION)),
        Rule.of(
            "code_matter",
            Tier.SMALL,
            Evidence.FAIR,
            "a sentence or two about programming",
            Forms::isCodeMatter),
        Rule.of(
            "brief_rest",
            Tier.SMALL,
            Evidence.FAINT,
            "a sentence at most, of which nothing is known",
            Forms::isBrief),
        Rule.of(
            "dense_code_remark",
            Tier.TINY,
            Evidence.FAIR,
            "a few words beside lines full of symbols",
            task ->
                Forms.isRemark(task)
                    && task.text().layout().symbols() >= Sizes.DENSE_CODE
                    && !task.text().does(Sense.CREATE)
                    && !has(task, Sense.CLASS)),
        Rule.of(
            "longer_code_remark",
            Tier.SMALL,
            Evidence.FAIR,
            "a few words beside code",
            Forms::isRemark));
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
                Forms.isFirst(task)
                    && Forms.hasFewWords(task)
                    && task.text().question().closes()
                    && !Asks.isLarge(task)),
        Rule.of(
            "few_long_words",
            Tier.SMALL,
            Evidence.FAINT,
            "a dozen words about a matter that is not named",
            task ->
                Forms.isFirst(task)
                    && Forms.hasFewWords(task)
                    && task.text().words() > 0
                    && !Asks.isLarge(task)),
        Rule.of(
            "steps_beside_text",
            Tier.SMALL,
            Evidence.FAIR,
            "a short text with lines beside it, and code or a second step",
            task -> Forms.isInParts(task) && Forms.isMoreThanText(task)),
        Rule.of(
            "lines_beside_text",
            Tier.TINY,
            Evidence.LIKELY,
            "a short text with lines beside it",
            task -> Forms.isInParts(task) && !Asks.isLarge(task)),
        Rule.of(
            "large_matter",
            Tier.LARGE,
            Evidence.FAIR,
            "something of the size of a system or a strategy is told of, and nothing is asked",
            task ->
                Forms.isTold(task)
                    && task.text().question().words() <= Sizes.FEW_WORDS
                    && Asks.isLarge(task)),
        Rule.of(
            "announced_matter",
            Tier.SMALL,
            Evidence.FAINT,
            "a few words, a colon, and a longer sentence",
            task ->
                Forms.isOneSentence(task) && task.text().layout().announced() > Sizes.FEW_WORDS),
        Rule.of(
            "sentence_of_text",
            Tier.SMALL,
            Evidence.FAIR,
            "a long sentence about a text, or for something to be told",
            task ->
                Forms.isOneSentence(task)
                    && (task.text().wants(Sense.TEXT) || task.text().does(Sense.STATE))),
        Rule.of(
            "tale",
            Tier.LARGE,
            Evidence.FAINT,
            "some sentences without figures, of which nothing is known",
            task ->
                Forms.isTold(task)
                    && task.text().sentences() >= Sizes.SEVERAL
                    && task.text().question().words() <= Sizes.FEW_WORDS
                    && !Asks.tellsFigures(task)
                    && Forms.isFree(task)),
        Rule.of(
            "plain_passages",
            Tier.TINY,
            Evidence.FAIR,
            "paragraphs of plain prose",
            task ->
                Forms.isLong(task)
                    && task.text().layout().paragraphs() >= Sizes.SEVERAL
                    && task.text().layout().symbols() <= Sizes.FEW_SYMBOLS),
        Rule.of(
            "long_order",
            Tier.SMALL,
            Evidence.FAINT,
            "an order, or a few words, and much beside it",
            task ->
                Forms.isLong(task)
                    && (task.text().mood() == Mood.COMMAND
                        || task.text().words() <= Sizes.QUESTION)));
  }
}
