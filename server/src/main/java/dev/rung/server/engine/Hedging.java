package dev.rung.server.engine;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hedges;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether the next candidate is asked beside one that is slow to begin: never one of a weaker tier,
 * and only where the request may pay for both.
 */
record Hedging(Hedges hedges, GenerateRequest request, List<Planned> candidates, boolean stream) {

  /**
   * How long the candidate may be silent before the next one is asked, too; absent where that one
   * is not asked.
   *
   * @param spent by earlier attempts
   */
  Optional<Duration> patience(int candidate, Money spent) {
    Planned first = candidates.get(candidate);
    return hedges
        .delay(first.model().name(), stream)
        .filter(_ -> candidate + 1 < candidates.size())
        .filter(_ -> mayFollow(first, candidates.get(candidate + 1), spent))
        .filter(delay -> delay.compareTo(request.deadline().remaining()) < 0);
  }

  private boolean mayFollow(Planned first, Planned second, Money spent) {
    Tier tier = second.model().tier();
    boolean asGood = tier != Tier.LOCAL_FALLBACK && tier.level() >= first.model().tier().level();
    Money both = spent.plus(first.bound()).plus(second.bound());
    return asGood && request.limits().maxCost().map(most -> !both.isMoreThan(most)).orElse(true);
  }
}
