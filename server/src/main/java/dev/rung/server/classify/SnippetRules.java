package dev.rung.server.classify;

import static dev.rung.server.classify.Asks.has;

import dev.rung.classifier.Sense;
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
                    && task.text().words() == 0),
        Rule.of(
            "code_completion",
            Tier.SMALL,
            Evidence.FAINT,
            "a short piece of code, which is to be gone on with",
            task ->
                task.code().present()
                    && task.linesOfCode() < Sizes.SMALL_CODE
                    && !task.text().foreign()
                    && task.text().words() > Sizes.ONE_CHANGE
                    && task.text().words() <= Sizes.INSTRUCTION),
        Rule.of(
            "code_remark",
            Tier.TINY,
            Evidence.USUAL,
            "a few words about a line or two of code",
            task -> isRemark(task) && task.linesOfCode() <= Sizes.FEW_LINES),
        Rule.of(
            "longer_code_remark",
            Tier.SMALL,
            Evidence.FAIR,
            "a few words about a short piece of code",
            SnippetRules::isRemark),
        Rule.of(
            "file_change",
            Tier.SMALL,
            Evidence.FAINT,
            "a few words beside a file",
            task ->
                task.linesOfCode() >= Sizes.SMALL_CODE
                    && task.text().words() <= Sizes.FILE_TEXT
                    && !Asks.designs(task)
                    && !has(task, Sense.DEFECT)
                    && !has(task, Sense.INTEGRATION)),
        Rule.of(
            "small_program",
            Tier.SMALL,
            Evidence.FAIR,
            "something of programming is to be written, without a word for its size",
            task ->
                Asks.isWork(task)
                    && has(task, Sense.TECH)
                    && task.text().words() <= Sizes.REPORT
                    && !has(task, Sense.SCALE)));
  }

  private static boolean isRemark(TaskFeatures task) {
    return task.code().present()
        && task.linesOfCode() < Sizes.SMALL_CODE
        && task.text().words() <= Sizes.ONE_CHANGE;
  }
}
