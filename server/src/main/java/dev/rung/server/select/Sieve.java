package dev.rung.server.select;

import dev.rung.server.generate.GenerateRequest;
import dev.rung.server.provider.Model;
import dev.rung.server.select.Ability.Verdict;
import dev.rung.server.select.Exclusion.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Parts the fleet into models that are able and those that are not. */
final class Sieve {
  final List<Verdict.Able> able = new ArrayList<>();
  final List<Exclusion> excluded = new ArrayList<>();

  Sieve(GenerateRequest request, Profile profile, Fleet fleet, Ability ability) {
    for (ModelState state : fleet.models()) {
      sort(outside(state, request, profile), state, ability);
    }
  }

  /** Whether the window of any model is too small. */
  boolean lacksRoom() {
    for (Exclusion exclusion : excluded) {
      if (exclusion.kind() == Kind.CONTEXT) {
        return true;
      }
    }
    return false;
  }

  /** Takes over what came of sieving some of the excluded ones again. */
  void takeBack(Sieve again) {
    Set<String> able =
        again.able.stream().map(one -> one.state().model().name()).collect(Collectors.toSet());
    Map<String, Exclusion> still =
        again.excluded.stream()
            .collect(Collectors.toMap(Exclusion::model, exclusion -> exclusion, (one, _) -> one));
    excluded.removeIf(exclusion -> able.contains(exclusion.model()));
    excluded.replaceAll(exclusion -> still.getOrDefault(exclusion.model(), exclusion));
  }

  private void sort(Optional<Exclusion> outside, ModelState state, Ability ability) {
    if (outside.isPresent()) {
      excluded.add(outside.get());
      return;
    }
    switch (ability.judge(state)) {
      case Verdict.Able yes -> able.add(yes);
      case Verdict.Unable no -> excluded.add(no.exclusion());
    }
  }

  private static Optional<Exclusion> outside(
      ModelState state, GenerateRequest request, Profile profile) {
    Model model = state.model();
    if (!state.isAllowedBy(request.caller().rights())) {
      return Optional.of(Exclusion.notAllowed(model));
    }
    if (!request.limits().allows(model.tier())) {
      return no(
          model, Kind.OUTSIDE_TIERS, model.tier().label() + " is outside the request's tiers");
    }
    if (profile.locality() == Profile.Locality.LOCAL_ONLY && !model.reach().isLocal()) {
      return no(model, Kind.NOT_ASKED, "is not on this machine (local-only)");
    }
    if (model.onRequest()) {
      return no(model, Kind.NOT_READY, "answers only requests that name it");
    }
    return Optional.empty();
  }

  private static Optional<Exclusion> no(Model model, Kind kind, String reason) {
    return Optional.of(new Exclusion(model.name(), model.tier(), kind, reason));
  }
}
