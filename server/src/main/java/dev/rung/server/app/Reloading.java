package dev.rung.server.app;

import dev.rung.server.app.Takeover.Step;
import dev.rung.server.budget.BudgetSettings;
import dev.rung.server.budget.Ledger;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.discover.Discovery;
import dev.rung.server.discover.Inventory;
import dev.rung.server.engine.Operations.ReloadException;
import dev.rung.server.engine.Operations.Reloaded;
import dev.rung.server.engine.RoutingEngine;
import dev.rung.server.guard.GuardSettings;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.provider.Roster;
import dev.rung.server.template.TemplateFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The household in force, and its replacement while requests run. One reload at a time; requests
 * end with the engine and the models they began with.
 */
final class Reloading {
  private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

  private final ConfigSource source;
  private final Discovery discovery;
  private final House house;
  private final Ledger ledger;
  private final SwitchableEngine engine;
  private final List<Consumer<Configuration>> listeners = new CopyOnWriteArrayList<>();
  private final Configuration started;
  private volatile Household current;
  private Rules inForce;

  /** What a configuration says beside its models, made and checked before it is put in force. */
  private record Rules(RoutingEngine engine, BudgetSettings budget, GuardSettings guard) {
    static Rules of(Configuration configuration, RoutingEngine engine) {
      return new Rules(engine, MoneyTerms.budget(configuration), GuardTerms.guard(configuration));
    }
  }

  Reloading(ConfigSource source, Discovery discovery, House house, Ledger ledger, Household first)
      throws TemplateFileException {
    this.source = source;
    this.discovery = discovery;
    this.house = house;
    this.ledger = ledger;
    this.started = first.configuration();
    this.current = first;
    this.inForce = Rules.of(first.configuration(), house.engine(first.configuration()));
    this.engine = new SwitchableEngine(inForce.engine());
  }

  /** What else takes over a configuration that was put in force. */
  void then(Consumer<Configuration> listener) {
    listeners.add(listener);
  }

  Household current() {
    return current;
  }

  SwitchableEngine engine() {
    return engine;
  }

  /**
   * Reads everything again. What can be refused is made and checked before anything changes; on any
   * fault what is in force stays, or is put in force again.
   *
   * @throws ReloadException says what to correct, and what is in force where that is not the
   *     configuration of before
   */
  synchronized Reloaded reload() throws ReloadException {
    try {
      Configuration next = source.load();
      Inventory inventory = discovery.look(next, source.environment());
      Rules rules = Rules.of(next, house.engine(next));
      List<String> needsRestart = Restart.needsRestart(started, next);
      takeOver(new Household(next, inventory), rules);
      house.keys().forgive();
      return new Reloaded(inventory.models().size(), needsRestart);
    } catch (ConfigException | TemplateFileException refused) {
      throw new ReloadException(String.valueOf(refused.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ReloadException("the reload was cancelled; the configuration in force stays");
    }
  }

  private void takeOver(Household next, Rules rules) throws ReloadException {
    Household old = current;
    Rules before = inForce;
    Roster roster = roster(next);
    Optional<Takeover.Failed> failed =
        Takeover.take(
            List.of(
                new Step(
                    "models", () -> putInForce(next, roster), () -> putInForce(old, roster(old))),
                step("the engine", rules, before, to -> engine.switchTo(to.engine())),
                step("guards", rules, before, to -> house.guard().apply(to.guard())),
                step("the bound of the cache", next, old, this::bound),
                step("tenants and alerts", next, old, this::tell),
                // Last, since it may tell of a lowered limit: to those who are to be told now.
                step("budgets", rules, before, to -> ledger.apply(to.budget()))));
    if (failed.isPresent()) {
      throw new ReloadException(failed.get().text());
    }
    inForce = rules;
  }

  private static <T> Step step(String what, T next, T before, Consumer<T> apply) {
    return new Step(what, () -> apply.accept(next), () -> apply.accept(before));
  }

  private void bound(Household household) {
    house.answers().bound(household.configuration().cache().maxBytes());
  }

  private void tell(Household household) {
    listeners.forEach(listener -> listener.accept(household.configuration()));
  }

  /**
   * Looks once more which models there are.
   *
   * @return whether something changed
   */
  synchronized boolean lookAgain() throws InterruptedException {
    Inventory inventory = discovery.look(current.configuration(), source.environment());
    if (inventory.equals(current.inventory())) {
      return false;
    }
    Household next = new Household(current.configuration(), inventory);
    putInForce(next, roster(next));
    return true;
  }

  private Roster roster(Household household) {
    return house.providing().roster(household.configuration(), household.inventory());
  }

  private void putInForce(Household next, Roster roster) {
    house.registry().replace(roster);
    List<Model> models = next.inventory().models().stream().map(Listed::model).toList();
    Set<String> names = models.stream().map(Model::name).collect(Collectors.toSet());
    house.figures().retain(names);
    Set<ApiKey> keys =
        next.inventory().settings().stream()
            .flatMap(provider -> provider.keys().present().stream())
            .collect(Collectors.toSet());
    house.guard().retain(models, keys);
    house.keys().retain(next.inventory().settings(), names);
    current = next;
    LOG.atInfo().addKeyValue("models", next.inventory().models().size()).log("models in force");
  }
}
