package dev.rung.server.app;

import dev.rung.server.budget.Alerts;
import dev.rung.server.budget.BudgetLine;
import dev.rung.server.config.Configuration;
import dev.rung.server.config.Offline;
import java.net.URI;
import java.util.Optional;

/**
 * Who is told that most of a budget is spent: the log, and a webhook where one is set and may be
 * reached. Takes over another webhook while the daemon runs. Safe for several threads; never waits.
 */
final class BudgetAlerts implements Alerts, AutoCloseable {
  private Optional<URI> url = Optional.empty();
  private Optional<BudgetWebhook> webhook = Optional.empty();

  /** Tells those that this configuration names; what was told to others is still sent. */
  synchronized void apply(Configuration next) {
    Optional<URI> wanted =
        next.budget().webhook().filter(_ -> next.routing().offline() == Offline.NO);
    if (wanted.equals(url)) {
      return;
    }
    webhook.ifPresent(BudgetWebhook::finish);
    url = wanted;
    webhook = wanted.map(BudgetWebhook::new);
  }

  @Override
  public synchronized void reached(BudgetLine line) {
    Alerts.LOG.reached(line);
    webhook.ifPresent(somebody -> somebody.reached(line));
  }

  @Override
  public void close() {
    Optional<BudgetWebhook> last;
    synchronized (this) {
      last = webhook;
      webhook = Optional.empty();
    }
    last.ifPresent(BudgetWebhook::close);
  }
}
