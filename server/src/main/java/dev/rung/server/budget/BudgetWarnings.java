package dev.rung.server.budget;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that most of a budget is spent. */
final class BudgetWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetWarnings.class);

  private BudgetWarnings() {}

  static void warn(BudgetLine line) {
    LOG.atWarn()
        .addKeyValue("scope", line.scope())
        .addKeyValue("committed_usd", line.committed().usd())
        .addKeyValue("limit_usd", line.limit().usd())
        .addKeyValue("renews", line.renews().map(Object::toString).orElse("never"))
        .log("Most of a budget is spent");
  }
}
