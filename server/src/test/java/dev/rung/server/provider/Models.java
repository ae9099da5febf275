package dev.rung.server.provider;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds models for tests; every test names only what it is about. */
public final class Models {
  private String name = "model";
  private Tier tier = Tier.SMALL;
  private String provider = "scripted";
  private Optional<Prices> prices = Optional.of(usdPerMillion(1, 2));
  private int contextWindow = 8_192;
  private int maxTokens = 1_024;
  private Set<Capability> capabilities = EnumSet.allOf(Capability.class);
  private List<String> aliases = List.of();
  private Duration latency = Duration.ofSeconds(1);
  private double quality = 0.7;
  private Reach reach = Reach.REMOTE;
  private boolean onRequest;
  private Optional<String> id = Optional.empty();

  private Models() {}

  public static Models named(String name, Tier tier) {
    Models models = new Models();
    models.name = name;
    models.tier = tier;
    return models;
  }

  public static Prices usdPerMillion(double input, double output) {
    return Prices.of(Money.ofUsd(input), Money.ofUsd(output));
  }

  /** As its provider knows it; else its name with "-id". */
  public Models id(String value) {
    id = Optional.of(value);
    return this;
  }

  public Models provider(String value) {
    provider = value;
    return this;
  }

  public Models price(double input, double output) {
    prices = Optional.of(usdPerMillion(input, output));
    return this;
  }

  public Models free() {
    prices = Optional.of(Prices.FREE);
    return this;
  }

  /** Of a price that nobody knows. */
  public Models unpriced() {
    prices = Optional.empty();
    return this;
  }

  public Models window(int tokens) {
    contextWindow = tokens;
    return this;
  }

  public Models maxTokens(int tokens) {
    maxTokens = tokens;
    return this;
  }

  public Models can(Capability... values) {
    capabilities = Set.of(values);
    return this;
  }

  public Models aliases(String... values) {
    aliases = List.of(values);
    return this;
  }

  public Models latency(Duration value) {
    latency = value;
    return this;
  }

  public Models quality(double value) {
    quality = value;
    return this;
  }

  public Models reach(Reach value) {
    reach = value;
    return this;
  }

  /** Answers only requests that name it. */
  public Models onRequest() {
    onRequest = true;
    return this;
  }

  public Model build() {
    return new Model(
        name,
        tier,
        provider,
        id.orElse(name + "-id"),
        prices,
        contextWindow,
        maxTokens,
        capabilities,
        aliases,
        latency,
        quality,
        reach,
        onRequest,
        "configuration");
  }
}
