package dev.rung.server.costs;

import dev.rung.server.budget.LedgerLine;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.RequestRecord;

/**
 * Who used what.
 *
 * @param model its name; "template" or "cache" where no model answered, "none" where nobody did
 * @param provider the same, of its provider
 * @param tier "0" to "4", "fallback", "cache" or "none"
 */
record CostKey(String tenant, String model, String provider, String tier) {
  private static final String TEMPLATE = "template";
  private static final String CACHE = "cache";
  private static final String NONE = "none";
  private static final String REST = "(other)";

  /** Takes in what comes after there are too many keys. */
  static final CostKey OTHER = new CostKey(REST, REST, REST, REST);

  static CostKey of(LedgerLine line) {
    return new CostKey(line.tenant(), line.model(), line.provider(), tier(line.tier()));
  }

  static CostKey of(RequestRecord done) {
    if (done.cacheHit()) {
      return new CostKey(done.tenant(), CACHE, CACHE, CACHE);
    }
    if (done.tier().isEmpty()) {
      return new CostKey(done.tenant(), NONE, NONE, NONE);
    }
    Tier tier = done.tier().get();
    return new CostKey(
        done.tenant(),
        done.model().orElse(tier == Tier.TEMPLATE ? TEMPLATE : NONE),
        tier == Tier.TEMPLATE ? TEMPLATE : done.provider().orElse(NONE),
        tier(tier));
  }

  private static String tier(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : Integer.toString(tier.level());
  }
}
