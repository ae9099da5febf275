package dev.rung.server.feedback;

import dev.rung.server.generate.Tier;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How models stand, for everybody together and for each tenant. Of tenants so many are known whose
 * verdict is latest; the others go by what all tenants say. Safe for several threads; reading never
 * waits.
 */
final class Standings {
  /** Tenants times models; a few hundred bytes each. */
  static final int MOST = 10_000;

  private final int most;
  private final Map<StandingTable.Key, Standing> known = new ConcurrentHashMap<>();
  private final Map<StandingTable.Key, Votes> votes = new ConcurrentHashMap<>();
  private final Set<StandingTable.Key> byAge = new LinkedHashSet<>();

  /**
   * @param most of single tenants that are known
   */
  Standings(int most) {
    this.most = most;
  }

  /** Takes a newer one in place of what was known. */
  synchronized void put(StandingTable.Key key, Standing standing) {
    Standing before = of(key);
    if (standing.changes() <= before.changes()) {
      return;
    }
    known.put(key, standing);
    if (key.isEverybodys()) {
      return;
    }
    votes.merge(
        key.everybodys(),
        Votes.NONE.with(standing),
        (all, _) -> all.without(before).with(standing));
    byAge.remove(key);
    byAge.add(key);
    if (byAge.size() > most) {
      forget(byAge.iterator().next());
    }
  }

  private void forget(StandingTable.Key oldest) {
    byAge.remove(oldest);
    Standing gone = Optional.ofNullable(known.remove(oldest)).orElse(Standing.NONE);
    votes.computeIfPresent(oldest.everybodys(), (_, all) -> all.without(gone));
  }

  Standing of(StandingTable.Key key) {
    return known.getOrDefault(key, Standing.NONE);
  }

  /** What routing of a tenant goes by: its own verdicts, and before those what tenants say. */
  double expected(String tenant, String model, Tier tier, double prior) {
    Votes all = votes.get(StandingTable.Key.everybodys(model, tier));
    if (all == null) {
      return prior;
    }
    Standing own = of(new StandingTable.Key(tenant, model, tier));
    return own.expected(all.without(own).expected(prior));
  }
}
