package dev.rung.server.simulate;

import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How hard a task is thought to be, before an unsure verdict goes up by a tier.
 *
 * @param likeliest tier
 * @param probabilities of tiers 0 to 4, adding up to 1
 * @param gain what a strong model adds to a small one, 0 to 1; absent where no classifier spoke
 */
record Hardness(Tier likeliest, List<Double> probabilities, OptionalDouble gain) {
  private static final int TIERS = Tier.LARGE.level() + 1;

  Hardness {
    probabilities = List.copyOf(probabilities);
  }

  static Hardness of(Decision decision) {
    int level = Math.max(0, decision.classifiedTier().level() - (decision.bumped() ? 1 : 0));
    List<Double> said = decision.tierProbabilities();
    return new Hardness(
        Tier.ofLevel(level),
        said.isEmpty() ? spread(level, decision.confidence()) : said,
        decision.gain());
  }

  /** Where no probabilities are known: the confidence at its tier, the rest on its neighbours. */
  private static List<Double> spread(int level, double confidence) {
    Double[] probabilities = {0.0, 0.0, 0.0, 0.0, 0.0};
    int below = Math.max(0, level - 1);
    int above = Math.min(TIERS - 1, level + 1);
    double rest = (1 - confidence) / 2;
    probabilities[below] += rest;
    probabilities[above] += rest;
    probabilities[level] += confidence;
    return List.of(probabilities);
  }
}
