package dev.rung.server.app;

import dev.rung.server.budget.BudgetKey;
import dev.rung.server.budget.BudgetLine;
import dev.rung.server.budget.Ledger;
import dev.rung.server.budget.LedgerFault;
import dev.rung.server.budget.Limit;
import dev.rung.server.cache.KeptAnswers;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.costs.CostQuery;
import dev.rung.server.costs.CostReport;
import dev.rung.server.costs.Costs;
import dev.rung.server.engine.Operations;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.generate.Caller;
import dev.rung.server.generate.Strategy;
import dev.rung.server.generate.Tier;
import dev.rung.server.guard.BreakerState;
import dev.rung.server.guard.Guard;
import dev.rung.server.guard.Load;
import dev.rung.server.key.KeyReport;
import dev.rung.server.key.Keyring;
import dev.rung.server.models.CheckpointReport;
import dev.rung.server.models.Manifests;
import dev.rung.server.models.Shelf;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Reach;
import dev.rung.server.provider.Registry;
import dev.rung.server.provider.Roster;
import dev.rung.server.provider.local.LocalModels;
import dev.rung.server.select.ModelState;
import dev.rung.server.stats.LiveFigures;
import dev.rung.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators see of the daemon that runs, and their way to reload it. */
final class LiveOperations implements Operations {
  /** Makes the configuration that is read again the one in force. */
  interface Reload {
    Reloaded reload() throws ReloadException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(LiveOperations.class);
  private static final Duration PURGE_WITHIN = Duration.ofSeconds(10);
  private static final String ON_DISK =
      "the answers are gone from memory and may still be on the disk: ";

  private final Registry registry;
  private final Ledger budget;
  private final Costs costs;
  private final LiveFigures figures;
  private final Feedback feedback;
  private final Guard guard;
  private final Keyring keys;
  private final KeyUpkeep keyUpkeep;
  private final LocalModels local;
  private final KeptAnswers answers;
  private final Supplier<Household> household;
  private final Reload reload;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  LiveOperations(
      Registry registry,
      Ledger budget,
      Costs costs,
      LiveFigures figures,
      Feedback feedback,
      Guard guard,
      Keyring keys,
      KeyUpkeep keyUpkeep,
      LocalModels local,
      KeptAnswers answers,
      Supplier<Household> household,
      Reload reload) {
    this.registry = registry;
    this.budget = budget;
    this.costs = costs;
    this.figures = figures;
    this.feedback = feedback;
    this.guard = guard;
    this.keys = keys;
    this.keyUpkeep = keyUpkeep;
    this.local = local;
    this.answers = answers;
    this.household = household;
    this.reload = reload;
  }

  private Configuration configuration() {
    return household.get().configuration();
  }

  @Override
  public List<ModelState> models() {
    return new LiveFleet(
            figures,
            feedback,
            budget,
            guard,
            keys,
            local,
            configuration().local().longestAnswer(),
            true)
        .picture(registry.roster(), Caller.ANONYMOUS)
        .models();
  }

  @Override
  public List<CheckpointReport> checkpoints() {
    Path folder = configuration().discovery().modelsDir();
    try {
      return new Shelf(folder, Manifests.load(folder)).reports();
    } catch (ConfigException | IOException e) {
      LOG.atWarn()
          .setMessage("The models folder cannot be listed")
          .addKeyValue("reason", e.getMessage())
          .log();
      return List.of();
    }
  }

  @Override
  public List<ProviderReport> providers() {
    return household.get().providers();
  }

  @Override
  public List<KeyReport> keys() {
    return keyUpkeep.reports(household.get());
  }

  @Override
  public List<KeyReport> checkKeys() throws InterruptedException {
    keyUpkeep.check(household.get());
    tiersMayHaveChanged();
    return keys();
  }

  @Override
  public Strategy strategy() {
    return configuration().routing().strategy();
  }

  @Override
  public boolean routingEnabled() {
    return configuration().routing().enabled();
  }

  @Override
  public String offline() {
    return configuration().routing().offline().label();
  }

  @Override
  public List<BudgetLine> budgets() {
    return budget.lines();
  }

  @Override
  public Optional<LedgerFault> ledgerFault() {
    return budget.fault();
  }

  @Override
  public long purgeCache(Purge purge) throws NotKeptException {
    CompletableFuture<Long> purged =
        switch (purge) {
          case Purge.All _ -> answers.purge();
          case Purge.OfTenant(var tenant) -> answers.purgeTenant(tenant);
          case Purge.OfAnswer(var id) -> answers.purgeId(id);
        };
    try {
      return purged.get(PURGE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException refused) {
      throw new NotKeptException(ON_DISK + reason(refused));
    } catch (TimeoutException slow) {
      throw new NotKeptException(ON_DISK + "the disk is slow: purge again");
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new NotKeptException(ON_DISK + "the wait for the disk was ended: purge again");
    }
  }

  private static String reason(ExecutionException refused) {
    return refused.getCause() instanceof StoreException fault
        ? String.valueOf(fault.getMessage())
        : "the store failed";
  }

  @Override
  public Optional<BudgetLine> putBudget(BudgetKey key, Optional<Limit> limit)
      throws NotKeptException {
    try {
      return budget.put(key, limit);
    } catch (StoreException refused) {
      throw new NotKeptException(String.valueOf(refused.getMessage()));
    }
  }

  @Override
  public Optional<CostReport> costs(CostQuery query) throws StoreException {
    return costs.report(query);
  }

  @Override
  public BreakerState breaker(String model) {
    return guard.breaker(model);
  }

  @Override
  public Optional<Load> load(String model) {
    return guard.load(model);
  }

  @Override
  public Set<Tier> servingTiers() {
    Set<Tier> serving = EnumSet.noneOf(Tier.class);
    if (configuration().routing().templates() && routingEnabled()) {
      serving.add(Tier.TEMPLATE);
    }
    Roster roster = registry.roster();
    roster.models().stream()
        .filter(listed -> listed.notReady().isEmpty())
        .map(Listed::model)
        .filter(model -> !model.onRequest() && isTrusted(model))
        .filter(model -> guard.resting(model.name()).isEmpty())
        .filter(model -> keys.resting(model, roster.keys(model)).isEmpty())
        .forEach(model -> serving.add(model.tier()));
    return serving;
  }

  /** A model in this process has to make a token first. */
  private boolean isTrusted(Model model) {
    return model.reach() != Reach.IN_PROCESS || local.serves(model.name());
  }

  @Override
  public void onTiersChanged(Runnable listener) {
    listeners.add(listener);
    listener.run();
  }

  @Override
  public Reloaded reload() throws ReloadException {
    Reloaded reloaded = reload.reload();
    tiersMayHaveChanged();
    return reloaded;
  }

  void tiersMayHaveChanged() {
    listeners.forEach(Runnable::run);
  }
}
