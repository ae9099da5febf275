package dev.rung.server.budget;

import dev.rung.server.generate.Money;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that most of a budget is spent. */
final class BudgetWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetWarnings.class);

  private BudgetWarnings() {}

  static void warn(BudgetLine line) {
    LOG.atWarn()
        .addKeyValue("scope", line.scope())
        .addKeyValue("committed_usd", usd(line.committed()))
        .addKeyValue("limit_usd", usd(line.limit()))
        .addKeyValue("renews", line.renews().map(Object::toString).orElse("never"))
        .log("most of a budget is spent");
  }

  /** Exact, and without the trailing zeros. */
  static BigDecimal usd(Money money) {
    return BigDecimal.valueOf(money.nanos(), 9).stripTrailingZeros();
  }
}
