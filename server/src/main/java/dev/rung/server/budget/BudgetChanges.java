package dev.rung.server.budget;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what operators change about limits while the daemon runs. */
final class BudgetChanges {
  private static final Logger LOG = LoggerFactory.getLogger(BudgetChanges.class);

  private BudgetChanges() {}

  /**
   * Says that an order was kept.
   *
   * @param limit absent where the one that was set before was taken away
   */
  static void log(BudgetKey key, Optional<Limit> limit) {
    if (limit.isEmpty()) {
      LOG.atInfo().addKeyValue("scope", key).log("no limit is set any more beside the settings");
      return;
    }
    LOG.atInfo()
        .addKeyValue("scope", key)
        .addKeyValue("limit_usd", BudgetWarnings.usd(limit.get().most()))
        .addKeyValue("soft", !limit.get().hard())
        .log("a limit is set");
  }
}
