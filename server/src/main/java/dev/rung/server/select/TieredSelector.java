package dev.rung.server.select;

import dev.rung.server.classify.Classification;
import dev.rung.server.generate.Arm;
import dev.rung.server.generate.BudgetMode;
import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.generate.Rights;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Reach;
import dev.rung.server.select.Ability.Verdict;
import dev.rung.server.select.GainPolicy.Weighed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses by tier first and by weighted cost and latency within it, as the strategy says. */
public final class TieredSelector implements Selector {
  private final Strategy configured;
  private final Weights balanced;
  private final Map<Tier, TierTerms> terms;
  private final GainPolicy gains;

  /** Of tiers that add nothing. */
  public TieredSelector(Strategy configured, Weights balanced) {
    this(configured, balanced, Map.of());
  }

  /** Of gains that are weighed as by default. */
  public TieredSelector(Strategy configured, Weights balanced, Map<Tier, TierTerms> terms) {
    this(configured, balanced, terms, GainPolicy.DEFAULT);
  }

  /**
   * @param configured the strategy where neither request nor budgets choose one
   * @param balanced how cost and latency weigh
   * @param terms what tiers add to requests that leave it open
   * @param gains how strategies weigh what a stronger model would add
   */
  public TieredSelector(
      Strategy configured, Weights balanced, Map<Tier, TierTerms> terms, GainPolicy gains) {
    this.configured = configured;
    this.balanced = balanced;
    this.terms = Map.copyOf(terms);
    this.gains = gains;
  }

  @Override
  public Plan select(
      GenerateRequest request, Classification classification, Optional<Arm> arm, Fleet fleet) {
    Strategy strategy =
        request.limits().strategy().orElseGet(() -> byBudget(fleet.budget().mode()));
    return select(request, classification, strategy, fleet);
  }

  /** What the state of the budgets asks for; the configured strategy where none is set. */
  private Strategy byBudget(BudgetMode mode) {
    return switch (mode) {
      case NONE -> configured;
      case BALANCED -> Strategy.BALANCED;
      case QUALITY_FIRST -> Strategy.QUALITY_FIRST;
      case PREFER_LOCAL, EXHAUSTED -> Strategy.PREFER_LOCAL;
    };
  }

  @Override
  public Plan select(
      GenerateRequest request, Classification classification, Strategy strategy, Fleet fleet) {
    Weighed weighed = gains.weigh(strategy, classification);
    Tier wanted = TierWalk.wanted(weighed.tier(), request.limits());
    Optional<Profile> profile = profile(strategy, weighed);
    if (profile.isEmpty()) {
      return new Plan(
          strategy, wanted, List.of(), List.of(), List.of(), Optional.empty(), weighed.signal());
    }
    Sieve sieve = sieve(request, profile.get(), fleet);
    Grouped groups = new Grouped(profile.get(), TierWalk.order(wanted, allowed(request, fleet)));
    List<Planned> candidates = new ArrayList<>(groups.rank(sieve.able));
    // A shortened prompt is worse than a whole one, wherever it goes, and so is a cut answer.
    candidates.addAll(groups.rank(cramped(request, profile.get(), fleet, sieve)));
    return new Plan(
        strategy,
        wanted,
        candidates,
        lastResorts(request, profile.get(), fleet, groups),
        sieve.excluded,
        Optional.empty(),
        weighed.signal());
  }

  /** What a tenant may not use fills no tier for it. */
  private static List<ModelState> allowed(GenerateRequest request, Fleet fleet) {
    Rights rights = request.caller().rights();
    return rights.equals(Rights.ALL)
        ? fleet.models()
        : fleet.models().stream().filter(state -> state.isAllowedBy(rights)).toList();
  }

  /** The best model of all is asked only for what gains from it. */
  private Optional<Profile> profile(Strategy strategy, Weighed weighed) {
    boolean spared =
        strategy == Strategy.QUALITY_FIRST
            && weighed.signal().isPresent()
            && weighed.turn() != GainPolicy.Turn.UP;
    return spared ? Optional.of(Profile.BEST_OF_TIER) : Profile.of(strategy, balanced);
  }

  @Override
  public Plan pin(
      GenerateRequest request, Classification classification, ModelState model, Fleet fleet) {
    Strategy strategy = request.limits().strategy().orElse(configured);
    Tier wanted = TierWalk.wanted(classification.tier(), request.limits());
    Optional<String> pinned = Optional.of(model.model().name());
    Ability ability = ability(request, fleet, true, Optional.of(new Shortening(request)));
    return switch (ability.judge(model)) {
      case Verdict.Able able ->
          new Plan(strategy, wanted, ranked(able), List.of(), List.of(), pinned, Optional.empty());
      case Verdict.Unable unable ->
          new Plan(
              strategy,
              wanted,
              List.of(),
              model.lastResort() && ability.judge(model.awake()) instanceof Verdict.Able able
                  ? asLastResorts(ranked(able))
                  : List.of(),
              List.of(unable.exclusion()),
              pinned,
              Optional.empty());
    };
  }

  private List<Planned> ranked(Verdict.Able able) {
    return new Ranking(balanced).rank(List.of(able));
  }

  /** Those that nothing but their breaker keeps from serving the request, best first. */
  private List<Planned> lastResorts(
      GenerateRequest request, Profile profile, Fleet fleet, Grouped groups) {
    List<ModelState> awake = new ArrayList<>();
    for (ModelState state : fleet.models()) {
      if (state.lastResort()) {
        awake.add(state.awake());
      }
    }
    if (awake.isEmpty()) {
      return List.of();
    }
    Ability ability = ability(request, fleet, true, Optional.of(new Shortening(request)));
    Fleet smaller = new Fleet(awake, fleet.budget(), fleet.online());
    return asLastResorts(groups.rank(new Sieve(request, profile, smaller, ability).able));
  }

  private static List<Planned> asLastResorts(List<Planned> ranked) {
    return ranked.stream().map(Planned::asLastResort).toList();
  }

  /** A model that is too slow is asked where nobody else can be. */
  private Sieve sieve(GenerateRequest request, Profile profile, Fleet fleet) {
    Sieve sieve =
        new Sieve(request, profile, fleet, ability(request, fleet, false, Optional.empty()));
    boolean slow =
        sieve.able.isEmpty()
            && sieve.excluded.stream().anyMatch(e -> e.kind() == Exclusion.Kind.TIME);
    return slow
        ? new Sieve(request, profile, fleet, ability(request, fleet, true, Optional.empty()))
        : sieve;
  }

  /**
   * Those that can serve a shorter prompt only, or have little room for an answer. The sieve does
   * not exclude them any more, and of the others it knows what keeps them even from that.
   */
  private List<Verdict.Able> cramped(
      GenerateRequest request, Profile profile, Fleet fleet, Sieve sieve) {
    if (!sieve.lacksRoom()) {
      return List.of();
    }
    Set<String> small =
        sieve.excluded.stream()
            .filter(exclusion -> exclusion.kind() == Exclusion.Kind.CONTEXT)
            .map(Exclusion::model)
            .collect(Collectors.toSet());
    Map<Boolean, List<ModelState>> here =
        fleet.models().stream()
            .filter(state -> small.contains(state.model().name()))
            .collect(Collectors.partitioningBy(s -> s.model().reach() == Reach.IN_PROCESS));
    Optional<Shortening> shortening = Optional.of(new Shortening(request));
    Ability shorter = ability(request, fleet, sieve.able.isEmpty(), shortening);
    Ability brief = ability(request, fleet, true, Optional.empty());
    List<Verdict.Able> able = new ArrayList<>();
    for (boolean inProcess : List.of(true, false)) {
      Fleet some =
          new Fleet(here.getOrDefault(inProcess, List.of()), fleet.budget(), fleet.online());
      Sieve again = new Sieve(request, profile, some, inProcess ? shorter : brief);
      sieve.takeBack(again);
      able.addAll(again.able);
    }
    return able;
  }

  private Ability ability(
      GenerateRequest request, Fleet fleet, boolean lastResort, Optional<Shortening> shortening) {
    return new Ability(Demand.of(request), fleet.budget(), terms, lastResort, shortening);
  }
}
