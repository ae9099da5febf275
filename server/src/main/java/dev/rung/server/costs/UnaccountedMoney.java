package dev.rung.server.costs;

import dev.rung.server.budget.Scope;
import dev.rung.server.budget.Unaccounted;
import dev.rung.server.generate.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What counts as spent since the machine went down, as lines of a report: a tenant's, model's or
 * provider's own under its name, and the rest of everybody's under a name that says so. Of one
 * tenant only what its own budget counts is known.
 */
final class UnaccountedMoney {
  /** Under this name stands what belongs to nobody in particular. */
  static final String NOBODYS = "(unaccounted)";

  private final CostQuery query;
  private final Map<ReportReader.Place, CostSums> lines = new HashMap<>();
  private final Map<Long, Long> nobodys = new HashMap<>();
  private CostSums total = CostSums.NOTHING;

  UnaccountedMoney(CostQuery query, List<Unaccounted> all) {
    this.query = query;
    all.forEach(this::add);
    nobodys.forEach((step, nanos) -> {
      if (nanos > 0) {
        lines.put(new ReportReader.Place(step, NOBODYS), sums(new Money(nanos)));
      }
    });
  }

  private void add(Unaccounted one) {
    Scope scope = one.scope();
    long step = query.step(Quarters.of(one.at()));
    if (scope.equals(query.tenant().map(Scope::tenant).orElse(Scope.GLOBAL))) {
      total = total.plus(sums(one.cost()));
      nobodys.merge(step, one.cost().nanos(), Long::sum);
    }
    if (query.tenant().filter(only -> !scope.equals(Scope.tenant(only))).isPresent()) {
      return;
    }
    if (scope.kind().name().equals(query.by().name())) {
      lines.merge(new ReportReader.Place(step, scope.name()), sums(one.cost()), CostSums::plus);
      nobodys.merge(step, -one.cost().nanos(), Long::sum);
    }
  }

  /** No call is known of it; its cost is an estimate. */
  private static CostSums sums(Money cost) {
    CostSums none = CostSums.NOTHING;
    return new CostSums(0, 0, 0, 0, 0, 0, 0, cost, cost, none.wasted(), none.baseline(), 0);
  }

  Map<ReportReader.Place, CostSums> lines() {
    return lines;
  }

  /** Everybody's, or that of the one tenant; which is what a report's total counts. */
  CostSums total() {
    return total;
  }
}
