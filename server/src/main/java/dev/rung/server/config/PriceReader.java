package dev.rung.server.config;

import dev.rung.server.generate.Money;
import dev.rung.server.provider.Prices;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads the prices of one entry of [[models.TIER]]. */
final class PriceReader {
  private static final Format<Money> PRICE = Format.usd(9_000);

  /** Keeps the digits that were written: a price per thousand is multiplied before rounding. */
  private static final Format<BigDecimal> PER_THOUSAND =
      Format.number(0, 9).mapped(BigDecimal::valueOf);

  private static final String INPUT = "input_cost_per_million";
  private static final String CACHED = "cached_input_cost_per_million";
  private static final String CACHE_WRITE = "cache_write_cost_per_million";
  private static final String OUTPUT = "output_cost_per_million";
  private static final String REASONING = "reasoning_cost_per_million";
  private static final String REQUEST = "cost_per_request_usd";
  private static final String IMAGE = "cost_per_image_usd";
  private static final String OLD = "cost_per_1k";
  private static final List<String> SPLIT = List.of(INPUT, CACHED, CACHE_WRITE, OUTPUT, REASONING);
  private static final List<String> APART = List.of(REQUEST, IMAGE);

  private final Section section;

  PriceReader(Section section) {
    this.section = section;
  }

  /** Absent where no price is written; half a price is reported. */
  Optional<Prices> read() {
    Optional<Money> input = section.find(INPUT, PRICE);
    Optional<Money> cached = section.find(CACHED, PRICE);
    Optional<Money> written = section.find(CACHE_WRITE, PRICE);
    Optional<Money> output = section.find(OUTPUT, PRICE);
    Optional<Money> reasoning = section.find(REASONING, PRICE);
    Optional<Money> both = section.find(OLD, PER_THOUSAND).map(PriceReader::perMillion);
    Money request = section.find(REQUEST, PRICE).orElse(Money.ZERO);
    Money image = section.find(IMAGE, PRICE).orElse(Money.ZERO);
    check();
    return both.or(() -> input)
        .flatMap(in ->
            both.or(() -> output)
                .map(out ->
                    new Prices(
                        in,
                        cached.orElse(in),
                        written.orElse(in),
                        out,
                        reasoning.orElse(out),
                        request,
                        image)));
  }

  private static Money perMillion(BigDecimal perThousand) {
    return Money.ofUsd(perThousand.movePointRight(3));
  }

  private void check() {
    boolean split = SPLIT.stream().anyMatch(section::has);
    if (section.has(OLD)) {
      if (split) {
        section.problem(OLD, " must not stand beside prices per million");
      }
      return;
    }
    if (split || APART.stream().anyMatch(section::has)) {
      for (String key : List.of(INPUT, OUTPUT)) {
        if (!section.has(key)) {
          section.problem(key, " is missing: input and output need a price each");
        }
      }
    }
  }
}
