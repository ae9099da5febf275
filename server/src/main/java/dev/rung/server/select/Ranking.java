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
  private static final Comparator<Planned> BEST_FIRST =
      Comparator.comparingDouble((Planned planned) -> planned.candidate().score())
          .thenComparing(planned -> planned.model().prices().isEmpty())
          .thenComparing(planned -> planned.candidate().estimatedCost())
          .thenComparing(planned -> planned.candidate().estimatedLatency());

  private final Weights weights;

  Ranking(Weights weights) {
    this.weights = weights;
  }

  List<Planned> rank(List<Able> group) {
    long dearest = 1;
    double slowest = 1;
    for (Able able : group) {
      dearest = Math.max(dearest, able.expected().estimatedCost().nanos());
      slowest = Math.max(slowest, nanos(able));
    }
    List<Planned> ranked = new ArrayList<>(group.size());
    for (int place = 0; place < group.size(); place++) {
      Able able = group.get(place);
      double score = score(able, dearest, slowest, (double) place / group.size());
      ranked.add(planned(able, score));
    }
    ranked.sort(BEST_FIRST);
    return ranked;
  }

  private double score(Able able, long dearest, double slowest, double place) {
    Candidate expected = able.expected();
    boolean priced = able.state().model().prices().isPresent();
    double cost = priced ? (double) expected.estimatedCost().nanos() / dearest : 1;
    return weights.cost() * cost
        + weights.latency() * nanos(able) / slowest
        + weights.quality() * (1 - expected.quality())
        + weights.position() * place;
  }

  /** Until an answer is there, with the queue and the calls that fail before one succeeds. */
  private static double nanos(Able able) {
    return able.expected().estimatedLatency().toNanos() * able.state().live().delay();
  }

  private static Planned planned(Able able, double score) {
    return new Planned(
        able.state().model(),
        able.expected().withScore(score),
        able.maxTokens(),
        able.cutByCost(),
        able.reduction(),
        able.bound(),
        false,
        able.needs());
  }
}
