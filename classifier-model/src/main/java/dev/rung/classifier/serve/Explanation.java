package dev.rung.classifier.serve;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.TierVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a verdict rests on, by occlusion (Zeiler and Fergus, "Visualizing and Understanding
 * Convolutional Networks", 2014): each feature that the prompt has is left out alone, and its
 * effect is by how much the logarithm of a tier's probability falls. Effects of several features do
 * not add up, since a hidden layer stands between them and the verdict.
 *
 * @param parts of features that have any effect, in the order of the features
 */
public record Explanation(TierVerdict verdict, List<Part> parts) {
  private static final double LEAST = 1e-4;
  private static final double FLOOR = 1e-9;

  public Explanation {
    parts = List.copyOf(parts);
  }

  /**
   * A feature.
   *
   * @param name such as "text.words", or words of the prompt in quotes
   * @param effects on tiers 0 to 4; above 0 where it speaks for the tier
   */
  public record Part(String name, List<Double> effects) {
    public Part {
      effects = List.copyOf(effects);
    }

    private boolean counts() {
      return effects.stream().anyMatch(effect -> Math.abs(effect) >= LEAST);
    }
  }

  /** Of a prompt that comes alone, without hints. Asks the model once for each feature. */
  public static Explanation of(OnnxTierModel model, String prompt) {
    TaskFeatures task = TaskFeatures.of(prompt, TaskHints.NONE, 0);
    Question question = model.question(task);
    TierVerdict whole = model.judge(question);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < question.dense().length; i++) {
      if (question.dense()[i] != 0) {
        String name = DenseFeatures.featureNames().get(i);
        parts.add(part(name, whole, model.judge(question.withoutNumber(i))));
      }
    }
    Map<Integer, String> words = GramWords.of(prompt);
    for (int gram : question.grams()) {
      String name = words.getOrDefault(gram, "words in bucket " + gram);
      parts.add(part(name, whole, model.judge(question.withoutGram(gram))));
    }
    return new Explanation(whole, parts.stream().filter(Part::counts).toList());
  }

  private static Part part(String name, TierVerdict with, TierVerdict without) {
    List<Double> effects = new ArrayList<>();
    for (int tier = 0; tier < with.probabilities().size(); tier++) {
      effects.add(
          logarithm(with.probabilities().get(tier)) - logarithm(without.probabilities().get(tier)));
    }
    return new Part(name, effects);
  }

  private static double logarithm(double probability) {
    return Math.log(Math.max(FLOOR, probability));
  }

  /** The features with the largest effect on a tier, for or against it. */
  public List<Part> largest(int tier, int count) {
    return parts.stream()
        .sorted(Comparator.comparingDouble((Part part) -> -Math.abs(part.effects().get(tier))))
        .limit(count)
        .toList();
  }
}
