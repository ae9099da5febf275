package dev.rung.classifier.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How well an order of prompts by gain saves calls of a strong model: the area under the share of
 * its advantage that is kept, over the share of prompts it is asked (APGR; Ong et al., "RouteLLM:
 * Learning to Route LLMs with Preference Data", 2024). 0.5 is chance.
 */
final class Advantage {
  private Advantage() {}

  /**
   * A prompt.
   *
   * @param judged what was thought to be gained, on any scale
   * @param gain what was gained
   */
  record Judged(double judged, double gain) {}

  /** Where prompts are judged alike, the order is theirs. */
  static double of(List<Judged> prompts) {
    List<Judged> order = new ArrayList<>(prompts);
    order.sort(Comparator.comparingDouble(Judged::judged).reversed());
    double kept = 0;
    double area = 0;
    for (Judged one : order) {
      area += kept + one.gain() / 2;
      kept += one.gain();
    }
    return area / order.size() / kept;
  }

  /** Figures in a line. */
  static String described(List<Judged> prompts) {
    if (prompts.isEmpty()) {
      return "too few prompts to measure";
    }
    return String.format(
        Locale.ROOT,
        "%d prompts: APGR %.3f, mean gain %.3f, judged %.3f",
        prompts.size(),
        of(prompts),
        prompts.stream().mapToDouble(Judged::gain).average().orElse(0),
        prompts.stream().mapToDouble(Judged::judged).average().orElse(0));
  }
}
