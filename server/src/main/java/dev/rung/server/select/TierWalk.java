package dev.rung.server.select;

import dev.rung.server.generate.Limits;
import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** In which order tiers are asked: the wanted one, those above, those below, the local fallback. */
final class TierWalk {
  private TierWalk() {}

  /** The tier that should serve a task: at least tier 1, within the request's bounds. */
  static Tier wanted(Tier classified, Limits limits) {
    int level = Math.max(1, classified.level());
    level = Math.max(level, limits.minTier().map(Tier::level).orElse(1));
    level = Math.min(level, limits.maxTier().map(Tier::level).orElse(Tier.LARGE.level()));
    return Tier.ofLevel(Math.max(1, level));
  }

  /** Every tier, best first, where an empty wanted tier gives way to the nearest that is not. */
  static List<Tier> order(Tier wanted, Collection<ModelState> models) {
    Tier start = nearest(wanted, models);
    List<Tier> order = new ArrayList<>();
    for (int level = start.level(); level <= Tier.LARGE.level(); level++) {
      order.add(Tier.ofLevel(level));
    }
    for (int level = start.level() - 1; level >= 1; level--) {
      order.add(Tier.ofLevel(level));
    }
    order.add(Tier.LOCAL_FALLBACK);
    return order;
  }

  /** The tier closest to the wanted one in which a model is ready; the upper one of two. */
  private static Tier nearest(Tier wanted, Collection<ModelState> models) {
    Tier best = wanted;
    int bestDistance = Integer.MAX_VALUE;
    for (ModelState state : models) {
      Model model = state.model();
      if (!model.tier().ranked() || model.onRequest() || state.notReady().isPresent()) {
        continue;
      }
      int distance = Math.abs(model.tier().level() - wanted.level());
      boolean upperTwin = distance == bestDistance && model.tier().level() > best.level();
      if (distance < bestDistance || upperTwin) {
        best = model.tier();
        bestDistance = distance;
      }
    }
    return best;
  }
}
