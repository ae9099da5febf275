package dev.rung.server.catalogue;

import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What models cost at their vendors, shipped with the program, as of a date. Immutable. */
public final class PriceList {
  /** Of nothing. */
  static final PriceList NONE = new PriceList(LocalDate.EPOCH, Map.of(), Map.of());

  private final LocalDate date;
  private final Map<ProviderKind, PriceSource> sources;
  private final Map<Key, Prices> prices;

  PriceList(LocalDate date, Map<ProviderKind, PriceSource> sources, Map<Key, Prices> prices) {
    this.date = date;
    this.sources = Map.copyOf(sources);
    this.prices = new LinkedHashMap<>(prices);
  }

  /** The day on which the list was last gone through. */
  public LocalDate date() {
    return date;
  }

  /** Absent where the list has no price of this kind of provider. */
  public Optional<PriceSource> source(ProviderKind kind) {
    return Optional.ofNullable(sources.get(kind));
  }

  /** Of a model by its name in the catalogue; absent where no price was certain. */
  public Optional<Prices> find(ProviderKind kind, String name) {
    return Optional.ofNullable(prices.get(new Key(kind, name)));
  }

  /** Refuses a price of a model that is not among these: its name is misspelt. */
  void requireOnly(List<KnownModel> models) {
    for (Key priced : prices.keySet()) {
      if (models.stream().noneMatch(m -> m.kind() == priced.kind && m.name().equals(priced.name))) {
        throw new IllegalArgumentException(
            "there is a price of " + priced.name + ", which is no model of " + priced.kind.label());
      }
    }
  }

  record Key(ProviderKind kind, String name) {}
}
