package dev.rung.server.simulate;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Role;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Prices;
import dev.rung.server.select.TierTerms;
import dev.rung.server.select.TokenEstimate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The models that may be chosen, and what a task costs at them. Immutable. */
public final class PricedFleet {
  private final Map<String, Model> models = new HashMap<>();
  private final Map<Tier, TierTerms> terms;

  /**
   * @param ready models that could serve
   * @param terms what tiers add to requests
   */
  public PricedFleet(List<Model> ready, Map<Tier, TierTerms> terms) {
    ready.forEach(model -> models.put(model.name(), model));
    this.terms = Map.copyOf(terms);
  }

  int size() {
    return models.size();
  }

  Model model(String name) {
    Model model = models.get(name);
    if (model == null) {
      throw new IllegalStateException("the plan holds a model that is not in the fleet: " + name);
    }
    return model;
  }

  /** The highest quality there is; 1 where there is none. */
  double bestQuality() {
    return models.values().stream()
        .filter(model -> !model.onRequest())
        .mapToDouble(Model::qualityPrior)
        .filter(quality -> quality > 0)
        .max()
        .orElse(1);
  }

  /** What a task costs at a model, with what the model's tier adds to it. */
  Money cost(Model model, Task task, long inputTokens, int outputTokens) {
    boolean own = task.prompt().messages().stream().anyMatch(m -> m.role() == Role.SYSTEM);
    TokenEstimate added =
        own ? TokenEstimate.NONE : terms.getOrDefault(model.tier(), TierTerms.NONE).systemPrompt();
    long input = inputTokens + added.expected();
    int output = Math.min(outputTokens, model.maxTokens());
    Usage usage = new Usage(input, 0, output, 0, true);
    return model.prices().orElse(Prices.FREE).ofCall(usage, task.prompt().images());
  }
}
