package dev.rung.server.engine;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.Hedges;
import dev.rung.server.select.Planned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Who is asked beside a candidate that is slow to begin: the next one, unless that is of a weaker
 * tier, or else the same model with another key of its provider; and only where the request may pay
 * for both.
 */
record Hedging(Hedges hedges, GenerateRequest request, Candidates candidates, boolean stream) {

  /**
   * A second call.
   *
   * @param patience how long the first may be silent before it is made
   * @param anotherKey whether it goes to the same model with another key, not to the next candidate
   */
  record Second(Duration patience, boolean anotherKey) {}

  /**
   * The call that is made beside the first one to this candidate; absent where there is none.
   *
   * @param spent by earlier attempts
   * @param hasAnotherKey whether the candidate's provider has a second key that does not rest
   */
  Optional<Second> second(int candidate, Money spent, BooleanSupplier hasAnotherKey) {
    Planned first = candidates.get(candidate);
    return hedges
        .delay(first.model().name(), stream)
        .filter(_ -> !first.lastResort())
        .filter(delay -> delay.compareTo(request.deadline().remaining()) < 0)
        .flatMap(delay -> {
          List<Planned> others = candidates.after(candidate);
          if (!others.isEmpty() && mayFollow(first, others.getFirst(), spent)) {
            return Optional.of(new Second(delay, false));
          }
          return hasAnotherKey.getAsBoolean() && mayPay(first, first, spent)
              ? Optional.of(new Second(delay, true))
              : Optional.empty();
        });
  }

  private boolean mayFollow(Planned first, Planned second, Money spent) {
    Tier tier = second.model().tier();
    boolean asGood = tier != Tier.LOCAL_FALLBACK && tier.level() >= first.model().tier().level();
    return asGood && mayPay(first, second, spent);
  }

  private boolean mayPay(Planned first, Planned second, Money spent) {
    Money both = spent.plus(first.bound()).plus(second.bound());
    return request.limits().maxCost().map(most -> !both.isMoreThan(most)).orElse(true);
  }
}
