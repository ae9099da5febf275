package dev.rung.classifier.feedback;

import dev.rung.classifier.labels.AnswerVerdict;
import dev.rung.classifier.labels.AskedPrompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What verdicts say of the prompts that were answered.
 *
 * @param answers how many there are verdicts on
 * @param prompts how many of these have a prompt
 * @param silent how many of these say nothing of the tier that is needed
 * @param labels prompts whose tier is given; what was found of their answers does not count
 * @param examples of all that say something, in the order of their texts
 */
record Examples(int answers, int prompts, int silent, int labels, List<Example> examples) {
  /**
   * Joins verdicts with prompts by the answers' ids.
   *
   * @param verdicts of several of one kind on one answer, the last counts
   */
  static Examples of(List<AnswerVerdict> verdicts, Map<String, AskedPrompt> prompts) {
    Map<String, Map<String, AnswerVerdict>> answers = new LinkedHashMap<>();
    for (AnswerVerdict verdict : verdicts) {
      answers.computeIfAbsent(verdict.id(), id -> new TreeMap<>()).put(verdict.kind(), verdict);
    }
    List<Example> said = new ArrayList<>();
    int joined = 0;
    for (Map.Entry<String, Map<String, AnswerVerdict>> answer : answers.entrySet()) {
      AskedPrompt prompt = prompts.get(answer.getKey());
      if (prompt != null) {
        joined++;
        if (prompt.tier().isEmpty()) {
          said.add(example(prompt.text(), List.copyOf(answer.getValue().values())));
        }
      }
    }
    List<Example> examples = new ArrayList<>(said.stream().filter(Example::saysSomething).toList());
    int silent = said.size() - examples.size();
    int labels = 0;
    for (AskedPrompt prompt : prompts.values()) {
      if (prompt.tier().isPresent()) {
        labels++;
        int tier = prompt.tier().getAsInt();
        examples.add(Example.of(prompt.text(), new Fit(tier, tier), 1));
      }
    }
    examples.sort(Examples::byText);
    return new Examples(answers.size(), joined, silent, labels, List.copyOf(examples));
  }

  /** How many texts there are, each counted once. */
  int distinct() {
    return (int) examples.stream().map(Example::text).distinct().count();
  }

  private static int byText(Example one, Example other) {
    int texts = one.text().compareTo(other.text());
    int lowest = Integer.compare(one.fit().lowest(), other.fit().lowest());
    int highest = Integer.compare(one.fit().highest(), other.fit().highest());
    int fits = lowest != 0 ? lowest : highest;
    return texts != 0 ? texts : fits != 0 ? fits : Double.compare(one.weight(), other.weight());
  }

  /**
   * Of the verdicts on one answer, whose mean counts: from 0.5 on it was good, and the farther from
   * there the more is known. A bad answer that was cut or failed says nothing of its tier.
   */
  private static Example example(String text, List<AnswerVerdict> verdicts) {
    AnswerVerdict first = verdicts.getFirst();
    double quality = verdicts.stream().mapToDouble(AnswerVerdict::quality).average().orElseThrow();
    if (first.tier().isEmpty()) {
      return Example.of(text, Fit.ANY, 0);
    }
    int tier = first.tier().getAsInt();
    double weight = Math.abs(2 * quality - 1);
    if (quality >= 0.5) {
      return Example.of(text, Fit.enough(tier), weight);
    }
    return Example.of(text, first.whole() ? Fit.tooWeak(tier) : Fit.ANY, weight);
  }

  @Override
  public String toString() {
    return ("verdicts on %d answers, %d of them with a prompt; %d of those say nothing of the tier"
            + " that is needed; %d prompts whose tier is given; %d prompts to learn from")
        .formatted(answers, prompts, silent, labels, examples.size());
  }
}
