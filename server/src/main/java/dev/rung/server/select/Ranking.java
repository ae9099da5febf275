package dev.rung.server.select;

import dev.rung.server.generate.Candidate;
import dev.rung.server.select.Ability.Verdict.Able;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Puts models that compete in the order of their weighted score; ties keep their place. A model
 * whose price is not known counts as dear as the dearest.
 */
final class Ranking {
  private final Weights weights;

  Ranking(Weights weights) {
    this.weights = weights;
  }

  List<Planned> rank(List<Able> group) {
    long dearest = 1;
    long slowest = 1;
    for (Able able : group) {
      dearest = Math.max(dearest, able.expected().estimatedCost().nanos());
      slowest = Math.max(slowest, able.expected().estimatedLatency().toNanos());
    }
    List<Planned> ranked = new ArrayList<>(group.size());
    for (int place = 0; place < group.size(); place++) {
      Able able = group.get(place);
      double score = score(able, dearest, slowest, (double) place / group.size());
      ranked.add(planned(able, score));
    }
    ranked.sort(
        Comparator.comparingDouble((Planned planned) -> planned.candidate().score())
            .thenComparing(planned -> planned.model().prices().isEmpty())
            .thenComparing(planned -> planned.candidate().estimatedCost())
            .thenComparing(planned -> planned.candidate().estimatedLatency()));
    return ranked;
  }

  private double score(Able able, long dearest, long slowest, double place) {
    Candidate expected = able.expected();
    boolean priced = able.state().model().prices().isPresent();
    double cost = priced ? (double) expected.estimatedCost().nanos() / dearest : 1;
    return weights.cost() * cost
        + weights.latency() * expected.estimatedLatency().toNanos() / slowest
        + weights.quality() * (1 - expected.quality())
        + weights.position() * place;
  }

  private static Planned planned(Able able, double score) {
    Candidate candidate =
        new Candidate(
            able.expected().model(),
            able.expected().tier(),
            able.expected().estimatedCost(),
            able.expected().estimatedLatency(),
            score,
            able.expected().quality());
    return new Planned(
        able.state().model(),
        candidate,
        able.maxTokens(),
        able.cutByCost(),
        able.reduction(),
        able.bound());
  }
}
