package dev.rung.server.engine;

import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetLine;
import dev.rung.server.budget.LedgerFault;
import dev.rung.server.budget.Limit;
import dev.rung.server.costs.CostQuery;
import dev.rung.server.costs.CostReport;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Load;
import dev.rung.server.key.KeyReport;
import dev.rung.server.models.CheckpointReport;
import dev.rung.server.provider.ProviderSettings;
import dev.rung.server.select.ModelState;
import dev.rung.server.store.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the people who run the daemon ask and order. Safe for several threads. */
public interface Operations {

  /** Every model that is known, ready or not, in the order of the configuration. */
  List<ModelState> models();

  /** What is in the models folder, and what could be fetched into it. Reads the disk. */
  List<CheckpointReport> checkpoints();

  List<ProviderReport> providers();

  /** How every key stands, as far as is known without asking. */
  List<KeyReport> keys();

  /**
   * The same after every provider that may be asked was asked; blocks for a bounded time.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  List<KeyReport> checkKeys() throws InterruptedException;

  Strategy strategy();

  boolean routingEnabled();

  /** "no", "yes" or "strict". */
  String offline();

  List<BudgetLine> budgets();

  /** Why nothing that costs money is granted; empty when all is well. May wait for the disk. */
  Optional<LedgerFault> ledgerFault();

  /**
   * Takes kept answers away; says how many those were.
   *
   * @throws NotKeptException when they may still be on the disk; from memory they are gone
   */
  long purgeCache(Purge purge) throws NotKeptException;

  /**
   * Sets a limit that outranks the configuration's, or takes such a one away. Waits for the disk.
   *
   * @return where the budget stands now; empty where it has no limit any more
   * @throws NotKeptException when it could not be kept; nothing has changed then
   */
  Optional<BudgetLine> putBudget(BudgetKey key, Optional<Limit> limit) throws NotKeptException;

  /**
   * What was used and what it cost. Reads the disk.
   *
   * @return absent where the report would be too long
   * @throws StoreException when it cannot be read
   */
  Optional<CostReport> costs(CostQuery query) throws StoreException;

  /** How the circuit breaker of a model stands. */
  BreakerState breaker(String model);

  /** How busy a model is; absent before its first call. */
  Optional<Load> load(String model);

  /**
   * Tiers that something serves now: tier 0 with templates on, the others with a ready model that
   * is not resting.
   */
  Set<Tier> servingTiers();

  /** Calls this after every change of {@link #servingTiers()}; at once for the first time. */
  void onTiersChanged(Runnable listener);

  /**
   * Reads the configuration again; calls in flight end with the models they began with.
   *
   * @throws ReloadException when the new configuration is refused; the old one stays
   */
  Reloaded reload() throws ReloadException;

  /** Which kept answers are taken away. */
  sealed interface Purge {
    record All() implements Purge {}

    record OfTenant(String tenant) implements Purge {}

    /** The one that was made for the request of this id, or found for it of late. */
    record OfAnswer(String id) implements Purge {}
  }

  /** A provider, and why it is not ready; absent when it is. */
  record ProviderReport(ProviderSettings settings, Optional<String> notReady) {}

  /** What a reload did: how many models there are now, and what only a restart takes over. */
  record Reloaded(int models, List<String> needsRestart) {
    public Reloaded {
      needsRestart = List.copyOf(needsRestart);
    }
  }

  /** What was ordered could not be kept on the disk; the message says why. */
  final class NotKeptException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotKeptException(String message) {
      super(message);
    }
  }

  /** The new configuration is refused; the message names file, line, rule and value. */
  final class ReloadException extends Exception {
    private static final long serialVersionUID = 1L;

    public ReloadException(String message) {
      super(message);
    }
  }
}
