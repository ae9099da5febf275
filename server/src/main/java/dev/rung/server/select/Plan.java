package dev.rung.server.select;

import dev.rung.server.generate.Candidate;
import dev.rung.server.generate.Signal;
import dev.rung.server.generate.Skipped;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is asked, in which order, and why the others are not.
 *
 * @param wanted the tier that should serve: the task's, as its gain moves it, within the request's
 *     bounds
 * @param lastResorts whom to ask where none of the candidates has answered, best first: models that
 *     are excluded because they failed too often of late
 * @param pinned the only model that was asked for, by the request or the switched-off router
 * @param gain what came of weighing what a stronger model would add, where that was weighed
 */
public record Plan(
    Strategy strategy,
    Tier wanted,
    List<Planned> candidates,
    List<Planned> lastResorts,
    List<Exclusion> excluded,
    Optional<String> pinned,
    Optional<Signal> gain) {
  public Plan {
    candidates = List.copyOf(candidates);
    lastResorts = List.copyOf(lastResorts);
    excluded = List.copyOf(excluded);
  }

  /** The same with its first model alone, and nobody to ask after it. */
  public Plan firstOnly() {
    boolean none = candidates.isEmpty();
    return new Plan(
        strategy,
        wanted,
        none ? candidates : candidates.subList(0, 1),
        none && !lastResorts.isEmpty() ? lastResorts.subList(0, 1) : List.of(),
        excluded,
        pinned,
        gain);
  }

  /** The same with those of another plan after its own. */
  public Plan followedBy(Plan others) {
    return new Plan(
        strategy,
        wanted,
        joined(candidates, others.candidates),
        joined(lastResorts, others.lastResorts),
        excluded,
        pinned,
        gain);
  }

  /** Each model once. */
  private static List<Planned> joined(List<Planned> some, List<Planned> others) {
    List<Planned> all = new ArrayList<>(some);
    others.stream()
        .filter(other -> some.stream().noneMatch(one -> one.model().equals(other.model())))
        .forEach(all::add);
    return all;
  }

  /** Who is asked first; absent where nobody is. */
  public Optional<Planned> first() {
    List<Planned> asked = candidates.isEmpty() ? lastResorts : candidates;
    return asked.isEmpty() ? Optional.empty() : Optional.of(asked.getFirst());
  }

  /** The candidates as the decision shows them. */
  public List<Candidate> shown() {
    List<Candidate> shown = new ArrayList<>(candidates.size() + lastResorts.size());
    candidates.forEach(planned -> shown.add(planned.candidate()));
    lastResorts.forEach(planned -> shown.add(planned.candidate()));
    return shown;
  }

  /** The excluded models as the decision shows them. */
  public List<Skipped> skipped() {
    List<Skipped> skipped = new ArrayList<>(excluded.size());
    for (Exclusion exclusion : excluded) {
      skipped.add(exclusion.skipped());
    }
    return skipped;
  }

  /** How an answer from this model falls short of what was wanted. */
  public List<String> degraded(Model served) {
    return degraded(served.tier(), served.name());
  }

  /** The same of a model that may be gone. */
  public List<String> degraded(Tier served, String model) {
    if (pinned.isPresent()) {
      return pinned.get().equals(model)
          ? List.of()
          : List.of("served by " + model + " instead of " + pinned.get());
    }
    if (served == wanted) {
      return List.of();
    }
    if (served == Tier.LOCAL_FALLBACK) {
      return List.of("served by the local fallback instead of " + wanted.label());
    }
    if (isBelow(served) || isEmpty(wanted)) {
      return List.of(wanted.label() + " cannot serve: served by " + served.label());
    }
    return List.of();
  }

  /**
   * Whether this tier serves the task for good, and not in place of a model that may come back: it
   * is the wanted one or above, or no model that is known is nearer to it.
   */
  public boolean isForGood(Tier served) {
    Stream<Tier> known =
        Stream.concat(
            candidates.stream().map(planned -> planned.model().tier()),
            excluded.stream().filter(e -> e.kind().mayPass()).map(Exclusion::tier));
    return pinned.isEmpty()
        && served.ranked()
        && (!isBelow(served) || known.noneMatch(tier -> isNearer(tier, served)));
  }

  /** Whether this tier is below the wanted one, and one nearer to it is asked now. */
  public boolean isOutdone(Tier served) {
    return pinned.isEmpty()
        && isBelow(served)
        && first().filter(planned -> isNearer(planned.model().tier(), served)).isPresent();
  }

  private boolean isBelow(Tier tier) {
    return tier.level() < wanted.level();
  }

  /** Of two at the same distance it is the upper one. */
  private boolean isNearer(Tier tier, Tier than) {
    int distance = Math.abs(tier.level() - wanted.level());
    int other = Math.abs(than.level() - wanted.level());
    return tier.ranked()
        && (distance < other || (distance == other && tier.level() > than.level()));
  }

  private boolean isEmpty(Tier tier) {
    return candidates.stream().noneMatch(planned -> planned.model().tier() == tier)
        && lastResorts.stream().noneMatch(planned -> planned.model().tier() == tier);
  }
}
