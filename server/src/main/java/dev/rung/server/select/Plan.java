package dev.rung.server.select;

import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who is asked, in which order, and why the others are not.
 *
 * @param wanted the tier that should serve: the task's, within the request's bounds
 * @param pinned the request (or the switched-off router) names the model
 */
public record Plan(
    Strategy strategy,
    Tier wanted,
    List<Planned> candidates,
    List<Exclusion> excluded,
    boolean pinned) {
  public Plan {
    candidates = List.copyOf(candidates);
    excluded = List.copyOf(excluded);
  }

  /** The same with so many candidates at most. */
  public Plan upTo(int candidateCount) {
    List<Planned> fewer = candidates.subList(0, Math.min(candidateCount, candidates.size()));
    return new Plan(strategy, wanted, fewer, excluded, pinned);
  }

  /** The same with these candidates after its own. */
  public Plan followedBy(List<Planned> others) {
    List<Planned> all = new ArrayList<>(candidates);
    all.addAll(others);
    return new Plan(strategy, wanted, all, excluded, pinned);
  }

  public Optional<Planned> first() {
    return candidates.stream().findFirst();
  }

  /** The candidates as the decision shows them. */
  public List<Candidate> shown() {
    return candidates.stream().map(Planned::candidate).toList();
  }

  /** The excluded models as the decision shows them. */
  public List<Skipped> skipped() {
    return excluded.stream().map(Exclusion::skipped).toList();
  }

  /** How an answer from this tier falls short of what was wanted. */
  public List<String> degraded(Tier served) {
    if (pinned || served == wanted || served == Tier.TEMPLATE) {
      return List.of();
    }
    if (served == Tier.LOCAL_FALLBACK) {
      return List.of("served by the local fallback instead of " + wanted.label());
    }
    if (served.level() < wanted.level()) {
      return List.of(
          wanted.label() + " could not serve: served by " + served.label() + " below it");
    }
    boolean empty = candidates.stream().noneMatch(planned -> planned.model().tier() == wanted);
    return empty ? List.of(wanted.label() + " is empty: served by " + served.label()) : List.of();
  }
}
