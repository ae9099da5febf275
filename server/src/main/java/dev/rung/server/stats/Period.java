package dev.rung.server.stats;

import dev.rung.server.generate.Arm;
import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.RequestRecord;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Everything counted since one instant. Threads as for {@link Tally}; bounded by the number of
 * models and arms that are told apart.
 */
final class Period {
  /** The name of what is not told apart. */
  static final String OTHER = "(other)";

  private final Instant since;
  private final Tally total;
  private final Map<Tier, Tally> byTier = new EnumMap<>(Tier.class);
  private final Bounded<String, ModelTally> byModel;
  private final Bounded<Arm, Tally> byArm;
  private final LongAdder cacheHits = new LongAdder();
  private final LongAdder sparedInput = new LongAdder();
  private final LongAdder sparedOutput = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();
  private final LongAdder fallbacksAnswered = new LongAdder();
  private final LongAdder routingErrors = new LongAdder();
  private final LongAdder classifierLoadFailures = new LongAdder();
  private final LongAdder recordingFailures = new LongAdder();

  /**
   * How closely a period looks.
   *
   * @param models that are told apart
   * @param arms that are told apart
   */
  record Detail(int models, int arms, Latencies.Grain grain) {
    static final Detail OF_ALL = new Detail(1_000, 100, Latencies.Grain.FINE);
    static final Detail OF_TENANT = new Detail(20, 10, Latencies.Grain.COARSE);
  }

  Period(Instant since, Detail detail) {
    this.since = since;
    this.total = new Tally(detail.grain());
    this.byModel = new Bounded<>(detail.models(), () -> new ModelTally(detail.grain()));
    this.byArm = new Bounded<>(detail.arms(), () -> new Tally(detail.grain()));
    for (Tier tier : Tier.values()) {
      byTier.put(tier, new Tally(detail.grain()));
    }
  }

  Instant since() {
    return since;
  }

  void add(RequestRecord done) {
    total.add(done);
    done.tier().ifPresent(tier -> tally(tier).add(done));
    done.decision().flatMap(Decision::arm).ifPresent(arm -> byArm.get(arm).add(done));
    if (done.cacheHit()) {
      cacheHits.increment();
    } else {
      done.model().ifPresent(model -> byModel.get(model).addServed(done));
    }
    // Also of a kept answer: it may have stood in for models that failed.
    for (Attempt attempt : done.decision().map(Decision::attempts).orElse(List.of())) {
      byModel.get(attempt.model()).addCall(attempt);
    }
    if (!done.spared().equals(Usage.NONE)) {
      sparedInput.add(done.spared().inputTokens());
      sparedOutput.add(done.spared().outputTokens());
    }
    if (done.routingFailed()) {
      routingErrors.increment();
    }
    if (done.firstChoiceFailed()) {
      fallbacks.increment();
      fallbacksAnswered.add(done.succeeded() ? 1 : 0);
    }
  }

  void addClassifierUnusable() {
    classifierLoadFailures.increment();
  }

  void addUnrecorded() {
    recordingFailures.increment();
  }

  StatsSnapshot read(Optional<Baseline> baseline) {
    return PeriodReading.of(this).snapshot(since, baseline);
  }

  Tally total() {
    return total;
  }

  Tally tally(Tier tier) {
    return Objects.requireNonNull(byTier.get(tier));
  }

  Bounded<String, ModelTally> byModel() {
    return byModel;
  }

  Bounded<Arm, Tally> byArm() {
    return byArm;
  }

  long cacheHits() {
    return cacheHits.sum();
  }

  /** What answers would have taken that no model was asked for. */
  Usage spared() {
    return new Usage(sparedInput.sum(), 0, sparedOutput.sum(), 0, true);
  }

  double fallbackSuccessRate() {
    long answered = fallbacksAnswered.sum();
    return Sums.share(answered, fallbacks.sum());
  }

  long routingErrors() {
    return routingErrors.sum();
  }

  long classifierLoadFailures() {
    return classifierLoadFailures.sum();
  }

  long recordingFailures() {
    return recordingFailures.sum();
  }
}
