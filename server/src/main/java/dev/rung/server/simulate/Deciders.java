package dev.rung.server.simulate;

import dev.rung.server.generate.Decision;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Tier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts which rules, features and templates spoke. One thread. */
final class Deciders {
  private final Map<String, long[]> decided = new HashMap<>();
  private final Map<String, Long> spoke = new HashMap<>();
  private long bumped;
  private long failed;

  void add(Decision decision) {
    bumped += decision.bumped() ? 1 : 0;
    List<Signal> signals = decision.signals();
    String first = signals.isEmpty() ? "no rule" : signals.getFirst().name();
    failed += first.equals("classification_failed") ? 1 : 0;
    decided
        .computeIfAbsent(first, _ -> new long[Tier.LARGE.level() + 1])[
        decision.classifiedTier().level()]++;
    for (Signal signal : signals) {
      if (signal.weight() > 0) {
        spoke.merge(signal.name(), 1L, Long::sum);
      }
    }
  }

  long bumped() {
    return bumped;
  }

  long failed() {
    return failed;
  }

  /** What spoke in at least one task: what decided most often comes first. */
  List<Simulation.Spoke> all() {
    List<Simulation.Spoke> all = new ArrayList<>();
    decided.forEach((name, tiers) -> {
      List<Long> byTier = new ArrayList<>();
      for (long count : tiers) {
        byTier.add(count);
      }
      all.add(new Simulation.Spoke(name, byTier, spoke.getOrDefault(name, 0L)));
    });
    spoke.forEach((name, count) -> {
      if (!decided.containsKey(name)) {
        all.add(new Simulation.Spoke(name, List.of(0L, 0L, 0L, 0L, 0L), count));
      }
    });
    all.sort(
        Comparator.comparingLong((Simulation.Spoke one) -> -one.decided())
            .thenComparingLong(one -> -one.spoke())
            .thenComparing(Simulation.Spoke::name));
    return all;
  }
}
