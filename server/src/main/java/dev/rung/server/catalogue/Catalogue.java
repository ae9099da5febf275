package dev.rung.server.catalogue;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.ProviderKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The models that Rung knows by itself, shipped with it, as of a date. */
public final class Catalogue {
  private static final String MODELS = "models.txt";
  private static final String PRICES = "prices.txt";
  private static final int WINDOW = 8192;
  private static final int MAX_TOKENS = 4096;

  /** What a model's name holds when it does not answer questions. */
  private static final List<String> NOT_CHAT = List.of("embed", "bge-", "minilm", "rerank");

  private final LocalDate date;
  private final List<KnownModel> models;
  private final Map<ProviderKind, KnownProvider> providers;
  private final List<Family> families;
  private final PriceList prices;

  Catalogue(
      LocalDate date,
      List<KnownModel> models,
      Map<ProviderKind, KnownProvider> providers,
      List<Family> families,
      PriceList prices) {
    this.date = date;
    this.models = List.copyOf(models);
    this.providers = Map.copyOf(providers);
    this.families = List.copyOf(families);
    this.prices = prices;
  }

  /** The shipped catalogue. */
  public static Catalogue load() {
    return CatalogueReader.read(lines(MODELS), PriceListReader.read(lines(PRICES)));
  }

  private static List<String> lines(String resource) {
    try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is not in the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The day on which the models were last checked. */
  public LocalDate date() {
    return date;
  }

  /** What its models cost at their vendors, from when and from where. */
  public PriceList prices() {
    return prices;
  }

  /** Every model, by provider. */
  public List<KnownModel> models() {
    return models;
  }

  public List<KnownModel> models(ProviderKind kind) {
    return models.stream().filter(model -> model.kind() == kind).toList();
  }

  /** The kind as its vendor runs it. */
  public KnownProvider provider(ProviderKind kind) {
    return providers.getOrDefault(kind, new KnownProvider(kind, Optional.empty(), List.of()));
  }

  /** The model of this name, id or alias at this kind of provider; names come before aliases. */
  public Optional<KnownModel> find(ProviderKind kind, String name) {
    return first(models(kind), name);
  }

  /** The same at any provider: what it can do is known then, but not what it costs elsewhere. */
  public Optional<KnownModel> find(String name) {
    return first(models, name);
  }

  private static Optional<KnownModel> first(List<KnownModel> models, String name) {
    return models.stream()
        .filter(model -> model.name().equalsIgnoreCase(name))
        .findFirst()
        .or(() -> models.stream().filter(model -> model.answersTo(name)).findFirst());
  }

  /** Whether a model of this name answers prompts; embedding models do not. */
  public boolean answers(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NOT_CHAT.stream().noneMatch(lower::contains);
  }

  /**
   * What can be said of an open model by its name and size alone; that is not what it costs.
   *
   * @param id as its server names it, such as "llama3.2:3b"
   * @param size as its server writes it, such as "3.2B"
   */
  public KnownModel bySize(ProviderKind kind, String id, Optional<String> size) {
    Optional<Family> family = family(id);
    OptionalDouble billions = size.map(ModelSize::of).orElse(OptionalDouble.empty());
    if (billions.isEmpty()) {
      billions = ModelSize.of(id);
    }
    if (billions.isEmpty() && family.isPresent()) {
      billions = OptionalDouble.of(family.get().billions());
    }
    Tier tier = billions.isPresent() ? ModelSize.tier(billions.getAsDouble()) : Tier.SMALL;
    int window = family.map(Family::contextWindow).orElse(WINDOW);
    Set<Capability> capabilities =
        family
            .map(Family::capabilities)
            .orElse(EnumSet.of(Capability.CHAT, Capability.CODE, Capability.JSON));
    return new KnownModel(
        id,
        kind,
        id,
        List.of(),
        tier,
        Optional.empty(),
        window,
        Math.min(MAX_TOKENS, window / 2),
        capabilities,
        latency(tier),
        quality(tier),
        false,
        Optional.empty());
  }

  /** The family whose name the id begins with, the longest one. */
  private Optional<Family> family(String id) {
    String lower = id.substring(id.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return families.stream()
        .filter(family -> lower.startsWith(family.name()))
        .max((a, b) -> Integer.compare(a.name().length(), b.name().length()));
  }

  private static Duration latency(Tier tier) {
    return Duration.ofMillis(
        switch (tier) {
          case TEMPLATE, TINY -> 1_500;
          case SMALL -> 4_000;
          case MEDIUM -> 9_000;
          case LARGE, LOCAL_FALLBACK -> 20_000;
        });
  }

  private static double quality(Tier tier) {
    return switch (tier) {
      case TEMPLATE, TINY -> 0.48;
      case SMALL, LOCAL_FALLBACK -> 0.62;
      case MEDIUM -> 0.73;
      case LARGE -> 0.80;
    };
  }
}
