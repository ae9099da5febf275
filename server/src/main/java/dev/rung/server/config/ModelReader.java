package dev.rung.server.config;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one entry of [[models.TIER]]. */
final class ModelReader {
  private static final Format<Capability> CAPABILITY =
      Format.oneOf(List.of(Capability.values()), Capability::label);
  static final Format<String> UNPRICED = Format.oneOf(List.of("allow"), name -> name);
  private static final Format<Money> PER_MILLION = Format.usd(9_000);

  /** Keeps the digits that were written: a price per thousand is multiplied before rounding. */
  private static final Format<BigDecimal> PER_THOUSAND =
      Format.number(0, 9).mapped(BigDecimal::valueOf);

  private static final String INPUT = "input_cost_per_million";
  private static final String CACHED = "cached_input_cost_per_million";
  private static final String OUTPUT = "output_cost_per_million";
  private static final String OLD = "cost_per_1k";

  private final Section section;

  private ModelReader(Section section) {
    this.section = section;
  }

  /** Absent where name or provider is missing, which was reported. */
  static Optional<ConfiguredModel> read(Section section, Tier tier) {
    return new ModelReader(section).read(tier);
  }

  private Optional<ConfiguredModel> read(Tier tier) {
    section.refuse(
        "api_key", " must not stand in a file: put it in a variable and name that in api_key_env");
    Optional<String> name = section.require("name", ConfiguredModel.NAME);
    Optional<String> provider = section.require("provider", Format.TEXT);
    Optional<Prices> prices = prices();
    Optional<Integer> window = section.find("context_window", ConfiguredModel.TOKENS);
    ConfiguredModel rest =
        new ConfiguredModel(
            name.orElse("?"),
            tier,
            provider.orElse("?"),
            section.find("model_id", Format.TEXT),
            prices,
            unpriced(prices),
            section.find("latency_ms", ConfiguredModel.LATENCY_MS).map(ModelReader::millis),
            section.find("quality", ConfiguredModel.QUALITY),
            window,
            maxTokens(window),
            section.list("capabilities", CAPABILITY).map(Set::copyOf),
            section.list("aliases", ConfiguredModel.NAME).orElse(List.of()),
            path(),
            section.find("precision", Precision.FORMAT),
            section.find("api_key_env", Format.VARIABLE),
            rate("requests_per_minute"),
            rate("tokens_per_minute"),
            section.place());
    return Optional.of(rest).filter(model -> name.isPresent() && provider.isPresent());
  }

  private Optional<Prices> prices() {
    Optional<Money> input = section.find(INPUT, PER_MILLION);
    Optional<Money> cached = section.find(CACHED, PER_MILLION);
    Optional<Money> output = section.find(OUTPUT, PER_MILLION);
    Optional<BigDecimal> old = section.find(OLD, PER_THOUSAND);
    boolean split = section.has(INPUT) || section.has(CACHED) || section.has(OUTPUT);
    if (section.has(OLD) && split) {
      section.problem(OLD, " must not stand beside prices per million");
    }
    if (split) {
      requireBoth();
      return input.flatMap(in -> output.map(out -> new Prices(in, cached.orElse(in), out)));
    }
    return old.map(price -> Money.ofUsd(price.movePointRight(3)))
        .map(price -> Prices.of(price, price));
  }

  private void requireBoth() {
    for (String key : List.of(INPUT, OUTPUT)) {
      if (!section.has(key)) {
        section.problem(key, " is missing: input and output need a price each");
      }
    }
  }

  private boolean unpriced(Optional<Prices> prices) {
    boolean unpriced = section.find("unpriced", UNPRICED).isPresent();
    if (unpriced && prices.isPresent()) {
      section.problem("unpriced", " must not stand beside prices");
    }
    return unpriced && prices.isEmpty();
  }

  private Optional<Integer> maxTokens(Optional<Integer> window) {
    Optional<Integer> most = section.find("max_tokens", ConfiguredModel.TOKENS);
    if (most.isPresent() && window.isPresent() && most.get() > window.get()) {
      section.problem("max_tokens", " must not exceed context_window, " + window.get());
    }
    return most;
  }

  private OptionalInt rate(String key) {
    return section
        .find(key, ConfiguredModel.RATE)
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  private Optional<Path> path() {
    return section.find("path", Format.PATH).map(section.reading()::resolve);
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos(Math.round(millis * 1_000_000));
  }
}
