package dev.rung.server.simulate;

import dev.rung.server.generate.Strategy;
import java.util.List;
import java.util.Optional;

/**
 * What a file of tasks comes to.
 *
 * @param models that could be chosen
 * @param inputTokens of all prompts
 * @param outputTokens of all answers, expected
 * @param strategies in the order of {@link Strategy}
 * @param configured the one that is in force
 * @param fixed everything at one tier, lowest first: the model that {@code balanced} takes there
 * @param baseline everything at the model that {@code rung stats} compares with: the first of the
 *     highest tier; absent where no model has a price
 * @param bumped tasks that went up a tier because the classifier was unsure
 * @param failed tasks that could not be judged, so that the default tier serves
 * @param spoke what decided, and what else was said
 */
public record Simulation(
    long tasks,
    int models,
    long inputTokens,
    long outputTokens,
    List<ByStrategy> strategies,
    Strategy configured,
    List<Fixed> fixed,
    Optional<Fixed> baseline,
    long bumped,
    long failed,
    List<Spoke> spoke) {
  public Simulation {
    strategies = List.copyOf(strategies);
    fixed = List.copyOf(fixed);
    spoke = List.copyOf(spoke);
  }

  /** The figures of one strategy. */
  public record ByStrategy(Strategy strategy, Figures figures) {}

  /** The figures of sending everything to one place. */
  public record Fixed(String name, Figures figures) {}

  /**
   * A rule, a feature, a template or the classifier.
   *
   * @param byTier how many tasks it decided to be of tiers 0 to 4
   * @param spoke in how many tasks it counted, decided ones included
   */
  public record Spoke(String name, List<Long> byTier, long spoke) {
    public Spoke {
      byTier = List.copyOf(byTier);
    }

    public long decided() {
      return byTier.stream().mapToLong(Long::longValue).sum();
    }
  }

  /** The figures of a strategy. */
  public Figures of(Strategy strategy) {
    return strategies.stream()
        .filter(one -> one.strategy() == strategy)
        .findFirst()
        .orElseThrow()
        .figures();
  }
}
