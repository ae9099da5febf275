package dev.rung.classifier.feedback;

import java.util.List;
import java.util.Locale;

/**
 * How far a model agrees with what was found of answers, before and after it was corrected; prompts
 * count as much as they weigh.
 *
 * @param agreed share whose most probable tier would do by what was found, 0 to 1
 * @param surprise mean negative logarithm of the probability of all tiers that would do, in nats
 */
record LeftOut(int prompts, Change agreed, Change surprise) {
  /** It may be chance that so much is lost. */
  private static final double CHANCE = 0.01;

  private static final double LEAST = 1e-12;

  /** A figure. */
  record Change(double before, double after) {
    double by() {
      return after - before;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.3f before and %.3f after", before, after);
    }
  }

  /** What was said of a prompt that the correction was not found with. */
  @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
  record Judged(Fit fit, double weight, double[] before, double[] after) {}

  static LeftOut of(List<Judged> judged) {
    double weights = 0;
    double[] agreed = new double[2];
    double[] surprise = new double[2];
    for (Judged one : judged) {
      weights += one.weight();
      List<double[]> said = List.of(one.before(), one.after());
      for (int i = 0; i < said.size(); i++) {
        agreed[i] += one.fit().has(highest(said.get(i))) ? one.weight() : 0;
        surprise[i] -= one.weight() * Math.log(Math.max(LEAST, one.fit().share(said.get(i))));
      }
    }
    return new LeftOut(
        judged.size(),
        new Change(agreed[0] / weights, agreed[1] / weights),
        new Change(surprise[0] / weights, surprise[1] / weights));
  }

  boolean isWorse() {
    return surprise.by() > 0 || agreed.by() < -CHANCE;
  }

  /** The most probable tier; of two alike the higher one, as serving has it. */
  static int highest(double[] said) {
    int best = 0;
    for (int i = 1; i < said.length; i++) {
      best = said[i] >= said[best] ? i : best;
    }
    return best;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d prompts: agreed %s, surprise %s", prompts, agreed, surprise);
  }
}
