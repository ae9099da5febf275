package dev.rung.server.select;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import dev.rung.server.select.Ability.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Ranks group by group, in the order of the tiers. */
record Grouped(Profile profile, List<Tier> tiers) {

  List<Planned> rank(List<Verdict.Able> able) {
    if (able.isEmpty()) {
      return List.of();
    }
    if (profile.locality() == Profile.Locality.ANYWHERE) {
      return walk(able);
    }
    List<Planned> ranked = new ArrayList<>(walk(only(able, model -> model.reach().isLocal())));
    ranked.addAll(walk(only(able, model -> !model.reach().isLocal())));
    return ranked;
  }

  private List<Planned> walk(List<Verdict.Able> able) {
    List<Planned> ranked = new ArrayList<>(able.size());
    Ranking ranking = new Ranking(profile.weights());
    for (List<Tier> group : groups()) {
      List<Verdict.Able> some = only(able, model -> group.contains(model.tier()));
      if (!some.isEmpty()) {
        ranked.addAll(ranking.rank(some));
      }
    }
    return ranked;
  }

  private List<List<Tier>> groups() {
    return switch (profile.grouping()) {
      case BY_TIER -> eachAlone();
      case FROM_TIER_UP -> fromTierUp();
      case POOLED ->
          List.of(tiers.stream().filter(Tier::ranked).toList(), List.of(Tier.LOCAL_FALLBACK));
    };
  }

  private List<List<Tier>> eachAlone() {
    List<List<Tier>> groups = new ArrayList<>(tiers.size());
    for (Tier tier : tiers) {
      groups.add(List.of(tier));
    }
    return groups;
  }

  private List<List<Tier>> fromTierUp() {
    Tier start = tiers.getFirst();
    List<List<Tier>> groups = new ArrayList<>();
    groups.add(tiers.stream().filter(tier -> tier.level() >= start.level()).toList());
    tiers.stream()
        .filter(tier -> tier.level() < start.level())
        .forEach(t -> groups.add(List.of(t)));
    return groups;
  }

  private static List<Verdict.Able> only(List<Verdict.Able> able, Predicate<Model> wanted) {
    List<Verdict.Able> some = new ArrayList<>();
    for (Verdict.Able one : able) {
      if (wanted.test(one.state().model())) {
        some.add(one);
      }
    }
    return some;
  }
}
