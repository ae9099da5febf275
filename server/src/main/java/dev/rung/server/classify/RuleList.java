package dev.rung.server.classify;

import java.util.List;
import java.util.stream.Stream;

/**
 * The rules in the order in which they are asked; the first that fires decides.
 *
 * <p>What the caller said comes first, then the tiers from the lowest up, so that a chore stays a
 * chore whatever it is done to.
 */
final class RuleList {
  private RuleList() {}

  static List<Rule> of(ClassifySettings settings) {
    return Stream.concat(named(settings), byForm(settings).map(Rule::asLast)).toList();
  }

  private static Stream<Rule> named(ClassifySettings settings) {
    return Stream.of(
            HintRules.list(settings),
            TalkRules.lookUps(),
            ChoreRules.list(),
            WordingRules.list(),
            HintRules.sizes(),
            BriefRules.texts(),
            TalkRules.list(),
            BriefRules.questions(),
            QueryRules.list(settings),
            EditRules.list(),
            CodeRules.small(),
            DesignRules.documents(),
            CodeRules.medium(),
            DesignRules.list(),
            TerseRules.list(),
            SnippetRules.list(),
            TalkRules.requests(),
            QuestionRules.list(),
            DesignRules.leftOver(),
            UtteranceRules.list(),
            DesignRules.rest(),
            BriefRules.rest())
        .flatMap(List::stream);
  }

  private static Stream<Rule> byForm(ClassifySettings settings) {
    return Stream.of(FormRules.briefs(settings), FormRules.programming(), FormRules.longer())
        .flatMap(List::stream);
  }
}
