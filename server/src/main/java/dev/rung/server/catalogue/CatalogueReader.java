package dev.rung.server.catalogue;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the shipped list. A plain table, because a general parser would take a good part of the
 * time in which the daemon starts.
 */
final class CatalogueReader {
  private static final int COLUMNS = 10;
  private static final String NONE = "-";
  private static final String SAME = "=";
  private static final String ON_REQUEST = "*";

  private final List<KnownModel> models = new ArrayList<>();
  private final Map<ProviderKind, KnownProvider> providers = new EnumMap<>(ProviderKind.class);
  private final List<Family> families = new ArrayList<>();
  private final PriceList list;
  private LocalDate date = LocalDate.EPOCH;
  private ProviderKind kind = ProviderKind.LOCAL;

  private CatalogueReader(PriceList list) {
    this.list = list;
  }

  /**
   * The catalogue of these lines, with the prices of this list.
   *
   * @throws IllegalArgumentException naming the line that is wrong, or a price of no model
   */
  static Catalogue read(List<String> lines, PriceList list) {
    CatalogueReader reader = new CatalogueReader(list);
    for (int i = 0; i < lines.size(); i++) {
      try {
        reader.line(lines.get(i).strip());
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("line " + (i + 1) + " is wrong: " + lines.get(i), e);
      }
    }
    list.requireOnly(reader.models);
    return new Catalogue(reader.date, reader.models, reader.providers, reader.families, list);
  }

  private void line(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split(" +", 2);
    switch (words[0]) {
      case "date" -> date = LocalDate.parse(words[1]);
      case "provider" -> provider(List.of(words[1].split(" +")));
      case "family" -> family(columns(words[1]));
      default -> model(columns(line));
    }
  }

  private void provider(List<String> words) {
    kind = ProviderKind.named(words.getFirst()).orElseThrow();
    Optional<URI> baseUrl = words.stream().skip(1).findFirst().map(URI::create);
    List<String> keys = words.stream().skip(2).toList();
    providers.put(kind, new KnownProvider(kind, baseUrl, keys));
  }

  private void family(List<String> columns) {
    families.add(
        new Family(
            columns.get(0),
            Double.parseDouble(columns.get(1)),
            Integer.parseInt(columns.get(2)),
            capabilities(columns.get(3))));
  }

  private void model(List<String> columns) {
    if (columns.size() != COLUMNS) {
      throw new IllegalArgumentException(COLUMNS + " columns are needed, not " + columns.size());
    }
    String name = columns.get(1);
    models.add(
        new KnownModel(
            name,
            kind,
            columns.get(2).equals(SAME) ? name : columns.get(2),
            words(columns.get(3)),
            tier(columns.get(0)),
            prices(name),
            Integer.parseInt(columns.get(4)),
            Integer.parseInt(columns.get(5)),
            capabilities(columns.get(6)),
            Duration.ofMillis(Long.parseLong(columns.get(7))),
            Double.parseDouble(columns.get(8)),
            columns.get(0).endsWith(ON_REQUEST),
            known(columns.get(9)).map(Ending::parse)));
  }

  /** Nobody bills a model of one's own. */
  private Optional<Prices> prices(String name) {
    return kind == ProviderKind.LOCAL ? Optional.of(Prices.FREE) : list.find(kind, name);
  }

  private static Tier tier(String column) {
    String text = column.replace(ON_REQUEST, "");
    return text.equals("fallback") ? Tier.LOCAL_FALLBACK : Tier.ofLevel(Integer.parseInt(text));
  }

  private static Set<Capability> capabilities(String letters) {
    Set<Capability> capabilities = EnumSet.of(Capability.CHAT, Capability.CODE);
    for (String letter : words(letters)) {
      capabilities.add(
          switch (letter) {
            case "t" -> Capability.TOOLS;
            case "v" -> Capability.VISION;
            case "j" -> Capability.JSON;
            default -> throw new IllegalArgumentException("no ability is called " + letter);
          });
    }
    return capabilities;
  }

  private static Optional<String> known(String text) {
    return text.equals(NONE) ? Optional.empty() : Optional.of(text);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" +"));
  }

  private static List<String> columns(String line) {
    List<String> columns = new ArrayList<>();
    for (String column : line.split("\\|", -1)) {
      columns.add(column.strip());
    }
    return columns;
  }
}
