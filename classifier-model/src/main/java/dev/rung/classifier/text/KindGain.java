package dev.rung.classifier.text;

import static java.util.Map.entry;

import java.util.Map;

/**
 * What a task of a kind gains from a strong model, 0 to 1, as an estimate: how often a small one
 * falls short where a large one does not. Code, mathematics and reasoning gain much; talk,
 * invention and essays gain little, because a small model writes them nearly as well.
 *
 * <p>The order of the kinds is that of published comparisons by category (Zheng et al., "Judging
 * LLM-as-a-Judge with MT-Bench and Chatbot Arena", 2023, figure 20); the figures are our own.
 */
final class KindGain {
  /** Of a kind that is not named. */
  private static final double MIDDLE = 0.2;

  private static final Map<String, Double> GAINS =
      Map.ofEntries(
          entry("small-talk", 0.01),
          entry("faq", 0.02),
          entry("assistant", 0.02),
          entry("trivia", 0.06),
          entry("lookup", 0.05),
          entry("creative", 0.03),
          entry("roleplay", 0.04),
          entry("essay", 0.03),
          entry("mail", 0.04),
          entry("generate", 0.06),
          entry("plan", 0.06),
          entry("explain", 0.07),
          entry("strategy", 0.10),
          entry("compare", 0.10),
          entry("fact", 0.08),
          entry("summary", 0.08),
          entry("translate", 0.10),
          entry("rewrite", 0.06),
          entry("proofread", 0.08),
          entry("format", 0.08),
          entry("comment", 0.06),
          entry("edit", 0.15),
          entry("qa", 0.15),
          entry("design", 0.20),
          entry("prd", 0.30),
          entry("classify", 0.18),
          entry("extract", 0.24),
          entry("analysis", 0.30),
          entry("shell", 0.30),
          entry("oneliner", 0.30),
          entry("review", 0.40),
          entry("query", 0.42),
          entry("sum", 0.45),
          entry("function", 0.48),
          entry("issue", 0.48),
          entry("stub", 0.52),
          entry("feature", 0.52),
          entry("proof", 0.50),
          entry("multistub", 0.58));

  private KindGain() {}

  static double of(String kind) {
    return GAINS.getOrDefault(kind, MIDDLE);
  }
}
