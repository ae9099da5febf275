package dev.rung.server.stats;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.select.ModelState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The model that would serve everything if nothing were routed. */
public record Baseline(String model, Tier tier, Prices prices, Duration latencyPrior) {

  /** The first model, in the given order, of the highest tier that has one ready and priced. */
  public static Optional<Baseline> among(List<ModelState> models) {
    return models.stream()
        .filter(state -> state.notReady().isEmpty())
        .map(ModelState::model)
        .filter(model -> model.tier().ranked() && model.prices().isPresent())
        .sorted(Comparator.comparingInt((Model model) -> -model.tier().level()))
        .findFirst()
        .map(Baseline::of);
  }

  private static Baseline of(Model model) {
    return new Baseline(
        model.name(), model.tier(), model.prices().orElseThrow(), model.latencyPrior());
  }

  /**
   * What the tokens of this usage would have cost; the largest amount where it passes the range of
   * money. Prices per request and per image are left out.
   */
  public Money cost(Usage usage) {
    try {
      return prices.ofTokens(usage);
    } catch (ArithmeticException beyondRange) {
      return new Money(Long.MAX_VALUE);
    }
  }
}
