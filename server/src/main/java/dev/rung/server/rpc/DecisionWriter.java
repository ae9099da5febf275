package dev.rung.server.rpc;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Reduction;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.StrategyPreview;
import dev.rung.v1.RoutingDecision;

/** A decision as the contract spells it. */
final class DecisionWriter {
  private DecisionWriter() {}

  static RoutingDecision write(Decision decision) {
    RoutingDecision.Builder out =
        RoutingDecision.newBuilder()
            .setClassifiedTier(Tiers.toProto(decision.classifiedTier()))
            .setComplexity(complexity(Complexity.of(decision.classifiedTier())))
            .setUnpriced(decision.unpriced())
            .setScore(decision.score())
            .setConfidence(decision.confidence())
            .addAllTierProbabilities(decision.tierProbabilities())
            .setBumped(decision.bumped())
            .setStrategy(Strategies.toProto(decision.strategy()))
            .setBudgetMode(budgetMode(decision.budgetMode()))
            .addAllDegraded(decision.degraded())
            .setReason(decision.reason());
    decision.tier().ifPresent(tier -> out.setTier(Tiers.toProto(tier)));
    decision.model().ifPresent(out::setModel);
    decision.gain().ifPresent(out::setGain);
    decision.arm().ifPresent(arm -> out.setExperiment(arm.experiment()).setArm(arm.name()));
    decision.reduction().ifPresent(reduction -> out.setReduction(reduction(reduction)));
    addLists(decision, out);
    return out.build();
  }

  private static void addLists(Decision decision, RoutingDecision.Builder out) {
    for (Signal signal : decision.signals()) {
      out.addSignals(signal(signal));
    }
    for (Candidate candidate : decision.candidates()) {
      out.addCandidates(candidate(candidate));
    }
    for (Skipped skipped : decision.skipped()) {
      out.addSkipped(skipped(skipped));
    }
    for (Attempt attempt : decision.attempts()) {
      out.addAttempts(attempt(attempt));
    }
    for (StrategyPreview preview : decision.strategies()) {
      out.addStrategies(preview(preview));
    }
  }

  private static dev.rung.v1.Reduction reduction(Reduction reduction) {
    return dev.rung.v1.Reduction.newBuilder()
        .setTurns(reduction.turns())
        .setTokens(reduction.tokens())
        .build();
  }

  private static dev.rung.v1.Signal signal(Signal signal) {
    return dev.rung.v1.Signal.newBuilder()
        .setName(signal.name())
        .setWeight(signal.weight())
        .setDetail(signal.detail())
        .build();
  }

  private static dev.rung.v1.Candidate candidate(Candidate candidate) {
    return dev.rung.v1.Candidate.newBuilder()
        .setModel(candidate.model())
        .setTier(Tiers.toProto(candidate.tier()))
        .setEstimatedCostUsd(candidate.estimatedCost().usd())
        .setEstimatedCostNanos(candidate.estimatedCost().nanos())
        .setEstimatedLatencyMs(Millis.of(candidate.estimatedLatency()))
        .setScore(candidate.score())
        .setQuality(candidate.quality())
        .setEstimatedFirstTokenMs(Millis.of(candidate.firstOutput()))
        .setSuccessRate(candidate.successRate())
        .setWaiting(candidate.waiting())
        .build();
  }

  private static dev.rung.v1.SkippedModel skipped(Skipped skipped) {
    return dev.rung.v1.SkippedModel.newBuilder()
        .setModel(skipped.model())
        .setReason(skipped.reason())
        .build();
  }

  private static dev.rung.v1.Attempt attempt(Attempt attempt) {
    return dev.rung.v1.Attempt.newBuilder()
        .setModel(attempt.model())
        .setTier(Tiers.toProto(attempt.tier()))
        .setOutcome(result(attempt.result()))
        .setKey(attempt.key().orElse(""))
        .setError(attempt.error().orElse(""))
        .setLatencyMs(Millis.of(attempt.latency()))
        .setCostUsd(attempt.cost().usd())
        .setCostNanos(attempt.cost().nanos())
        .build();
  }

  private static dev.rung.v1.StrategyPreview preview(StrategyPreview preview) {
    dev.rung.v1.StrategyPreview.Builder out =
        dev.rung.v1.StrategyPreview.newBuilder()
            .setStrategy(Strategies.toProto(preview.strategy()))
            .setConfidence(preview.confidence())
            .setNote(preview.note());
    preview
        .choice()
        .ifPresent(choice ->
            out.setModel(choice.model())
                .setTier(Tiers.toProto(choice.tier()))
                .setEstimatedCostUsd(choice.estimatedCost().usd())
                .setEstimatedCostNanos(choice.estimatedCost().nanos())
                .setEstimatedLatencyMs(Millis.of(choice.estimatedLatency())));
    return out.build();
  }

  private static String result(Attempt.Result result) {
    return switch (result) {
      case ANSWERED -> "answered";
      case FAILED, UNFIT -> "failed";
      case CANCELLED -> "cancelled";
      case REFUSED -> "refused";
    };
  }

  private static dev.rung.v1.Complexity complexity(Complexity complexity) {
    return switch (complexity) {
      case SIMPLE -> dev.rung.v1.Complexity.SIMPLE;
      case MEDIUM -> dev.rung.v1.Complexity.MEDIUM;
      case COMPLEX -> dev.rung.v1.Complexity.COMPLEX;
    };
  }

  private static dev.rung.v1.BudgetMode budgetMode(BudgetMode mode) {
    return switch (mode) {
      case NONE -> dev.rung.v1.BudgetMode.BUDGET_MODE_NONE;
      case QUALITY_FIRST -> dev.rung.v1.BudgetMode.BUDGET_MODE_QUALITY_FIRST;
      case BALANCED -> dev.rung.v1.BudgetMode.BUDGET_MODE_BALANCED;
      case PREFER_LOCAL -> dev.rung.v1.BudgetMode.BUDGET_MODE_PREFER_LOCAL;
      case EXHAUSTED -> dev.rung.v1.BudgetMode.BUDGET_MODE_EXHAUSTED;
    };
  }
}
