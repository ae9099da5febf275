package dev.rung.server.simulate;

import dev.rung.server.generate.CachePolicy;
import dev.rung.server.generate.FallbackPolicy;
import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads {@code limits} of a task. One thread. */
final class LimitFields {
  private static final String KNOWN =
      "min_tier, max_tier, max_cost_usd, min_quality, max_tokens and templates";
  private static final int MOST_TOKENS = 10_000_000;
  private static final double MOST_USD = 1_000_000;

  private final JsonFields in;
  private Optional<Tier> minTier = Optional.empty();
  private Optional<Tier> maxTier = Optional.empty();
  private Optional<Money> maxCost = Optional.empty();
  private OptionalDouble minQuality = OptionalDouble.empty();
  private OptionalInt maxTokens = OptionalInt.empty();
  private boolean templates = true;

  private LimitFields(JsonFields in) {
    this.in = in;
  }

  static LimitFields read(JsonFields in) throws IOException, TaskException {
    LimitFields fields = new LimitFields(in);
    in.object("limits", name -> fields.field(name, "limits." + name));
    return fields;
  }

  /** Nothing is limited. */
  static LimitFields none(JsonFields in) {
    return new LimitFields(in);
  }

  OptionalInt maxTokens() {
    return maxTokens;
  }

  Limits limits() throws TaskException {
    if (minTier.isPresent()
        && maxTier.isPresent()
        && minTier.get().level() > maxTier.get().level()) {
      throw in.problem("limits.min_tier is above limits.max_tier");
    }
    return new Limits(
        Optional.empty(),
        minTier,
        maxTier,
        Optional.empty(),
        maxCost,
        minQuality,
        CachePolicy.DEFAULT,
        Optional.empty(),
        FallbackPolicy.DEFAULT,
        templates,
        Optional.empty());
  }

  private void field(String name, String path) throws IOException, TaskException {
    switch (name) {
      case "min_tier" -> minTier = Optional.of(tier(path));
      case "max_tier" -> maxTier = Optional.of(tier(path));
      case "max_cost_usd" -> maxCost = Optional.of(Money.ofUsd(in.number(path, 0, MOST_USD)));
      case "min_quality" -> minQuality = OptionalDouble.of(in.number(path, 0, 1));
      case "max_tokens" -> maxTokens = OptionalInt.of(in.whole(path, 1, MOST_TOKENS));
      case "templates" -> templates = in.flag(path);
      default -> throw in.unknown(path, KNOWN);
    }
  }

  private Tier tier(String path) throws IOException, TaskException {
    return Tier.ofLevel(in.whole(path, 0, Tier.LARGE.level()));
  }
}
