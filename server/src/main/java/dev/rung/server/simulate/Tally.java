package dev.rung.server.simulate;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Adds up what becomes of tasks. One thread. */
final class Tally {
  private final Map<Tier, Long> byTier = new EnumMap<>(Tier.class);
  private long served;
  private long nobody;
  private Money cost = Money.ZERO;
  private double quality;
  private double latencyNanos;

  Tally() {
    for (Tier tier : Tier.values()) {
      byTier.put(tier, 0L);
    }
  }

  void add(Tier tier, Money price, double good, Duration latency) {
    byTier.merge(tier, 1L, Long::sum);
    served++;
    cost = cost.plus(price);
    quality += good;
    latencyNanos += latency.toNanos();
  }

  void addNobody() {
    nobody++;
  }

  Figures figures() {
    return new Figures(
        byTier,
        nobody,
        cost,
        served == 0 ? 0 : quality / served,
        Duration.ofNanos(served == 0 ? 0 : Math.round(latencyNanos / served)));
  }
}
