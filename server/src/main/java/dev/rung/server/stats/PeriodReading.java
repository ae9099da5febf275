package dev.rung.server.stats;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.stats.StatsSnapshot.ArmFigures;
import dev.rung.server.stats.StatsSnapshot.Comparison;
import dev.rung.server.stats.StatsSnapshot.ModelFigures;
import dev.rung.server.stats.StatsSnapshot.TierFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One reading of a {@link Period}: parts first, the total last. */
record PeriodReading(
    Map<Tier, Sums> tiers,
    Map<String, ModelTally.Reading> models,
    ModelTally.Reading otherModels,
    Map<Arm, Sums> arms,
    Sums otherArms,
    long cacheHits,
    Usage spared,
    double fallbackSuccessRate,
    long routingErrors,
    long classifierLoadFailures,
    long recordingFailures,
    Sums total) {
  private static final Arm OTHER_ARM = new Arm(Period.OTHER, Period.OTHER);

  static PeriodReading of(Period period) {
    Map<Tier, Sums> tiers = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      tiers.put(tier, period.tally(tier).read());
    }
    Map<String, ModelTally.Reading> models = new TreeMap<>();
    period.byModel().entries().forEach((model, tally) -> models.put(model, tally.read()));
    Map<Arm, Sums> arms =
        new TreeMap<>(Comparator.comparing(Arm::experiment).thenComparing(Arm::name));
    period.byArm().entries().forEach((arm, tally) -> arms.put(arm, tally.read()));
    return new PeriodReading(
        tiers,
        models,
        period.byModel().rest().read(),
        arms,
        period.byArm().rest().read(),
        period.cacheHits(),
        period.spared(),
        period.fallbackSuccessRate(),
        period.routingErrors(),
        period.classifierLoadFailures(),
        period.recordingFailures(),
        period.total().read());
  }

  StatsSnapshot snapshot(Instant since, Optional<Baseline> baseline) {
    return new StatsSnapshot(
        since,
        total.among(total.count()),
        tierFigures(),
        modelFigures(),
        armFigures(),
        baseline.map(this::comparison),
        Sums.share(cacheHits, total.count()),
        fallbackSuccessRate,
        routingErrors,
        classifierLoadFailures,
        recordingFailures);
  }

  private List<TierFigures> tierFigures() {
    return tiers.entrySet().stream()
        .filter(tier -> tier.getValue().count() > 0)
        .map(tier -> new TierFigures(tier.getKey(), tier.getValue().among(total.count())))
        .toList();
  }

  private List<ModelFigures> modelFigures() {
    return Stream.concat(
            models.entrySet().stream()
                .filter(model -> !model.getValue().isEmpty())
                .map(model -> model.getValue().figures(model.getKey(), total.count())),
            Stream.of(otherModels)
                .filter(other -> !other.isEmpty())
                .map(other -> other.figuresOfOther(total.count())))
        .toList();
  }

  private List<ArmFigures> armFigures() {
    return Stream.concat(
            arms.entrySet().stream()
                .map(arm -> new ArmFigures(arm.getKey(), arm.getValue().among(total.count()))),
            Stream.of(otherArms)
                .filter(other -> other.count() > 0)
                .map(other -> new ArmFigures(OTHER_ARM, other.among(total.count()))))
        .toList();
  }

  private Comparison comparison(Baseline baseline) {
    Money cost = sum(baseline.cost(total.usage()), baseline.cost(spared));
    Sums tier = Objects.requireNonNull(tiers.get(baseline.tier()));
    Duration latency = tier.succeeded() > 0 ? tier.mean() : baseline.latencyPrior();
    return new Comparison(
        baseline.model(),
        cost,
        savedPct(cost.nanos(), total.cost().nanos()),
        latency,
        total.succeeded() > 0 ? savedPct(latency.toNanos(), total.mean().toNanos()) : 0);
  }

  /** Stays at the largest amount. */
  private static Money sum(Money one, Money other) {
    boolean beyond = one.nanos() > Long.MAX_VALUE - other.nanos();
    return new Money(beyond ? Long.MAX_VALUE : one.nanos() + other.nanos());
  }

  /** How much less {@code real} is than {@code baseline}, in percent; 0 where that is nothing. */
  private static double savedPct(long baseline, long real) {
    return baseline == 0 ? 0 : 100 * (1 - (double) real / baseline);
  }
}
