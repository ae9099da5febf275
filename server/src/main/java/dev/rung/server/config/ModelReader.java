package dev.rung.server.config;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
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
    Optional<Prices> prices = new PriceReader(section).read();
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
