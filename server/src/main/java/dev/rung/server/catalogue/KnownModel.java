package dev.rung.server.catalogue;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Capability;
import dev.rung.server.provider.Prices;
import dev.rung.server.provider.ProviderKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model that the catalogue knows.
 *
 * @param name unique in the catalogue
 * @param modelId what requests to its provider name it by
 * @param aliases may be shared within a family; the first model that is there takes them
 * @param tier where it serves unless configured otherwise
 * @param prices absent where no public price was certain: never zero for that
 * @param contextWindow tokens of input and output together that the prices hold for
 * @param maxTokens output tokens at most
 * @param latency of a whole short answer, a rough prior
 * @param quality 0 to 1, a rough prior
 * @param onRequest whether it answers only requests that name it
 * @param ending when its provider shuts it down
 */
public record KnownModel(
    String name,
    ProviderKind kind,
    String modelId,
    List<String> aliases,
    Tier tier,
    Optional<Prices> prices,
    int contextWindow,
    int maxTokens,
    Set<Capability> capabilities,
    Duration latency,
    double quality,
    boolean onRequest,
    Optional<Ending> ending) {
  public KnownModel {
    aliases = List.copyOf(aliases);
    capabilities = Set.copyOf(capabilities);
  }

  /** Whether its provider has shut it down by this day. */
  public boolean isRetired(LocalDate today) {
    return ending.filter(end -> end.hasCome(today)).isPresent();
  }

  /** Whether this is its name, its id or one of its aliases, in any case. */
  boolean answersTo(String wanted) {
    return name.equalsIgnoreCase(wanted)
        || modelId.equalsIgnoreCase(wanted)
        || aliases.stream().anyMatch(wanted::equalsIgnoreCase);
  }
}
