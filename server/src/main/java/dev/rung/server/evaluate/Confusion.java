package dev.rung.server.evaluate;

import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.stream.IntStream;

/** How often each tier was taken for each; rows are what is right, columns what was predicted. */
final class Confusion {
  static final int TIERS = Tier.LARGE.level() + 1;

  private final int[][] counts = new int[TIERS][TIERS];

  static Confusion of(List<Judged> judged) {
    Confusion confusion = new Confusion();
    for (Judged one : judged) {
      confusion.counts[one.gold().level()][one.predicted().tier().level()]++;
    }
    return confusion;
  }

  int count(int gold, int predicted) {
    return counts[gold][predicted];
  }

  /** How many prompts belong to this tier. */
  int gold(int tier) {
    return IntStream.of(counts[tier]).sum();
  }

  /** How many prompts were sent to this tier. */
  int predicted(int tier) {
    return tiers().map(gold -> counts[gold][tier]).sum();
  }

  /** The mean F1 of the tiers that occur; 0 without prompts. */
  double macroF1() {
    return tiers().filter(tier -> gold(tier) > 0).mapToDouble(this::f1).average().orElse(0);
  }

  private double f1(int tier) {
    return 2.0 * counts[tier][tier] / (gold(tier) + predicted(tier));
  }

  private static IntStream tiers() {
    return IntStream.range(0, TIERS);
  }
}
