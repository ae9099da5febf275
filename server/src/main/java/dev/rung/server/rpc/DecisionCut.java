package dev.rung.server.rpc;

import dev.rung.v1.Attempt;
import dev.rung.v1.RoutingDecision;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a decision small enough for an error, giving up first what explains a failure least. */
final class DecisionCut {
  private static final int FEW = 4;
  private static final int SHORT = 120;

  private static final List<Consumer<RoutingDecision.Builder>> CUTS =
      List.of(
          decision -> decision.clearStrategies().clearSignals().clearTierProbabilities(),
          decision -> {
            keep(decision.getSkippedCount(), decision::removeSkipped);
            keep(decision.getCandidatesCount(), decision::removeCandidates);
          },
          DecisionCut::shorten,
          decision -> decision.clearCandidates().clearSkipped().clearDegraded(),
          decision -> keep(decision.getAttemptsCount(), decision::removeAttempts));

  private DecisionCut() {}

  /** The decision with as much as fits; absent where not even the least of it does. */
  static Optional<RoutingDecision> within(RoutingDecision decision, int maxBytes) {
    RoutingDecision fitting = decision;
    for (Consumer<RoutingDecision.Builder> cut : CUTS) {
      if (fitting.getSerializedSize() <= maxBytes) {
        break;
      }
      RoutingDecision.Builder smaller = fitting.toBuilder();
      cut.accept(smaller);
      fitting = smaller.build();
    }
    return fitting.getSerializedSize() <= maxBytes ? Optional.of(fitting) : Optional.empty();
  }

  /** Keeps the first few. */
  private static void keep(int count, Consumer<Integer> remove) {
    for (int i = count - 1; i >= FEW; i--) {
      remove.accept(i);
    }
  }

  private static void shorten(RoutingDecision.Builder decision) {
    decision.setReason(Cut.encoded(decision.getReason(), SHORT));
    for (Attempt.Builder attempt : decision.getAttemptsBuilderList()) {
      attempt.setError(Cut.encoded(attempt.getError(), SHORT));
    }
  }
}
