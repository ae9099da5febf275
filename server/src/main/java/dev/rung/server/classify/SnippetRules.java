package dev.rung.server.classify;

import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Tier;
import java.util.List;

/** Rules about code that do not say in so many words what is to be done with it. */
final class SnippetRules {
  private SnippetRules() {}

  static List<Rule> list() {
    return List.of(
        Rule.of(
            "code_stub",
            Tier.SMALL,
            Evidence.USUAL,
            "a short piece of code without a word, which is to be completed",
            task ->
                task.code().present()
                    && task.linesOfCode() < Sizes.SMALL_CODE
                    && Asks.size(task) > Sizes.IDIOM
                    && task.text().words() == 0),
        Rule.of(
            "code_remark",
            Tier.TINY,
            Evidence.LIKELY,
            "a few words about a line or two of code",
            task -> isRemark(task) && task.linesOfCode() <= Sizes.FEW_LINES));
  }

  private static boolean isRemark(TaskFeatures task) {
    return task.code().present()
        && task.linesOfCode() < Sizes.SMALL_CODE
        && task.text().words() <= Sizes.ONE_CHANGE;
  }
}
