package dev.rung.server.stats;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The figures of one period, read while requests go on.
 *
 * @param since when the period began
 * @param byTier tiers that served, in the order of {@link Tier}
 * @param byModel models that served or failed, by name
 * @param byArm arms of experiments that served, by experiment and name
 * @param comparison absent where no model with known prices could be compared with
 * @param cacheHitRate of all requests, 0 to 1
 * @param fallbackSuccessRate of the requests whose first choice failed: the share that was answered
 *     all the same, 0 to 1; zero where none failed
 * @param routingErrors requests that routing itself failed for
 * @param classifierLoadFailures times that a trained classifier could not be used
 * @param recordingFailures times that a recorder failed to take down a request; of everybody only
 */
public record StatsSnapshot(
    Instant since,
    Figures total,
    List<TierFigures> byTier,
    List<ModelFigures> byModel,
    List<ArmFigures> byArm,
    Optional<Comparison> comparison,
    double cacheHitRate,
    double fallbackSuccessRate,
    long routingErrors,
    long classifierLoadFailures,
    long recordingFailures) {
  public StatsSnapshot {
    byTier = List.copyOf(byTier);
    byModel = List.copyOf(byModel);
    byArm = List.copyOf(byArm);
  }

  /** Of the requests that a tier served. */
  public record TierFigures(Tier tier, Figures figures) {}

  /**
   * Of the requests that a model served; cache hits are not among them.
   *
   * @param model its name; "(other)" holds what went to more models than are told apart
   * @param tier absent for "(other)"
   * @param provider absent until the model served
   * @param figures their {@code successRate} is of the model's calls, so that a call that failed
   *     and was made good by another model counts against it
   */
  public record ModelFigures(
      String model, Optional<Tier> tier, Optional<String> provider, Figures figures) {}

  /** Of the requests on one side of an experiment. */
  public record ArmFigures(Arm arm, Figures figures) {}

  /**
   * What routing was worth against sending everything to the dearest tier.
   *
   * @param model the one that is compared with
   * @param cost of the same tokens at that model; of templates and cache hits, which used none, of
   *     those that their answers would have taken there, by their length
   * @param costSavingsPct at most 100; negative where routing was dearer
   * @param latency mean of that model's tier where it served, else the model's prior
   * @param latencyImprovementPct at most 100; negative where routing was slower
   */
  public record Comparison(
      String model,
      Money cost,
      double costSavingsPct,
      Duration latency,
      double latencyImprovementPct) {}
}
