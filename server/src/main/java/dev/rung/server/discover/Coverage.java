package dev.rung.server.discover;

import dev.rung.server.config.Offline;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Listed;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which tiers have no ready model, and what to do about it. */
final class Coverage {
  private static final List<Tier> TIERS =
      List.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);

  private Coverage() {}

  static List<Missing> missing(List<Listed> models) {
    Set<Tier> ready = EnumSet.noneOf(Tier.class);
    models.stream()
        .filter(listed -> listed.notReady().isEmpty() && !listed.model().onRequest())
        .forEach(listed -> ready.add(listed.model().tier()));
    return TIERS.stream()
        .filter(tier -> !ready.contains(tier))
        .map(tier -> new Missing(tier, nearest(tier, ready)))
        .toList();
  }

  /** The upper one of two that are equally near; the local fallback has no neighbours. */
  private static Optional<Tier> nearest(Tier tier, Set<Tier> ready) {
    if (!tier.ranked()) {
      return Optional.empty();
    }
    Optional<Tier> best = Optional.empty();
    for (Tier candidate : ready) {
      if (candidate.ranked() && isNearer(candidate, best, tier)) {
        best = Optional.of(candidate);
      }
    }
    return best;
  }

  /** Candidates come lowest first, so that the later of two equally near ones is the upper one. */
  private static boolean isNearer(Tier candidate, Optional<Tier> best, Tier tier) {
    int distance = Math.abs(candidate.level() - tier.level());
    return best.isEmpty() || distance <= Math.abs(best.get().level() - tier.level());
  }

  static String advice(Offline offline) {
    return switch (offline) {
      case NO ->
          "set a key such as OPENAI_API_KEY or ANTHROPIC_API_KEY, start Ollama, or put a checkpoint into models/"
              + " ('rung models pull phi-2')";
      case YES -> "start Ollama, or put a checkpoint into models/";
      case STRICT -> "put a checkpoint into models/";
    };
  }
}
