package dev.rung.server.catalogue;

import dev.rung.server.generate.Money;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the shipped price list. Refuses a price that has no source, and a list without a date. */
final class PriceListReader {
  private static final int COLUMNS = 8;
  private static final String SAME = "=";

  private final Map<ProviderKind, PriceSource> sources = new EnumMap<>(ProviderKind.class);
  private final Map<PriceList.Key, Prices> prices = new LinkedHashMap<>();
  private Optional<LocalDate> date = Optional.empty();
  private Optional<ProviderKind> kind = Optional.empty();

  /**
   * The list of these lines.
   *
   * @throws IllegalArgumentException naming the line that is wrong, and why
   */
  static PriceList read(List<String> lines) {
    PriceListReader reader = new PriceListReader();
    for (int i = 0; i < lines.size(); i++) {
      try {
        reader.line(lines.get(i).strip());
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new PriceList(reader.dated(), reader.sources, reader.prices);
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split(" +");
    switch (words[0]) {
      case "date" -> date = Optional.of(LocalDate.parse(words[1]));
      case "provider" -> kind = Optional.of(ProviderKind.named(words[1]).orElseThrow());
      case "source" -> sources.put(kind(), source(words));
      default -> price(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    }
  }

  private PriceSource source(String[] words) {
    LocalDate read = LocalDate.parse(words[1]);
    if (read.isAfter(dated())) {
      throw new IllegalArgumentException("a source was read after the list was dated");
    }
    return new PriceSource(read, Arrays.stream(words).skip(2).map(URI::create).toList());
  }

  private void price(List<String> columns) {
    if (columns.size() != COLUMNS) {
      throw new IllegalArgumentException(COLUMNS + " columns are needed, not " + columns.size());
    }
    if (!sources.containsKey(kind())) {
      throw new IllegalArgumentException("a price needs a source before it");
    }
    Money input = usd(columns.get(1));
    Money output = usd(columns.get(4));
    Prices read =
        new Prices(
            input,
            usd(columns.get(2)),
            columns.get(3).equals(SAME) ? input : usd(columns.get(3)),
            output,
            columns.get(5).equals(SAME) ? output : usd(columns.get(5)),
            usd(columns.get(6)),
            usd(columns.get(7)));
    if (prices.put(new PriceList.Key(kind(), columns.getFirst()), read) != null) {
      throw new IllegalArgumentException("a second price of " + columns.getFirst());
    }
  }

  private ProviderKind kind() {
    return kind.orElseThrow(() -> new IllegalArgumentException("a provider must come first"));
  }

  private LocalDate dated() {
    return date.orElseThrow(() -> new IllegalArgumentException("the list needs a date"));
  }

  private static Money usd(String text) {
    return Money.ofUsd(new BigDecimal(text));
  }
}
