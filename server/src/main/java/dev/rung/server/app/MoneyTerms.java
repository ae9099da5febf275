package dev.rung.server.app;

import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetSettings;
import dev.rung.server.budget.Limit;
import dev.rung.server.budget.Period;
import dev.rung.server.budget.Scope;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.ConfiguredBudget;
import dev.rung.server.config.ConfiguredLimits;
import dev.rung.server.config.CostsTable;
import dev.rung.server.costs.CostSettings;
import dev.rung.server.generate.Money;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Budgets and costs in the terms of the ledger and of the books. */
final class MoneyTerms {
  private MoneyTerms() {}

  static BudgetSettings budget(Configuration configuration) {
    ConfiguredBudget budget = configuration.budget();
    Map<BudgetKey, Limit> limits = new LinkedHashMap<>();
    put(limits, Scope.GLOBAL, budget.all());
    budget.tenants().forEach((name, its) -> put(limits, Scope.tenant(name), its));
    budget.models().forEach((name, its) -> put(limits, Scope.model(name), its));
    budget.providers().forEach((name, its) -> put(limits, Scope.provider(name), its));
    return new BudgetSettings(
        limits,
        budget.warningThreshold(),
        budget.timeZone(),
        budget.qualityFirstBelow(),
        budget.preferLocalFrom());
  }

  private static void put(Map<BudgetKey, Limit> limits, Scope scope, ConfiguredLimits table) {
    put(limits, new BudgetKey(scope, Period.HOURLY), table.hourly(), table.strict());
    put(limits, new BudgetKey(scope, Period.DAILY), table.daily(), table.strict());
    put(limits, new BudgetKey(scope, Period.MONTHLY), table.monthly(), table.strict());
    put(limits, new BudgetKey(scope, Period.TOTAL), table.total(), table.strict());
  }

  private static void put(
      Map<BudgetKey, Limit> limits, BudgetKey key, Optional<Money> most, boolean hard) {
    most.ifPresent(money -> limits.put(key, new Limit(money, hard, Limit.Origin.CONFIGURATION)));
  }

  /** How long costs are kept, and how often they are logged. */
  static CostSettings costs(CostsTable read) {
    return new CostSettings(
        read.logInterval(), read.keepLines(), read.keepQuarters(), read.keepDays());
  }
}
