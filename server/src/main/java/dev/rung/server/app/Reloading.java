package dev.rung.server.app;

import dev.rung.server.budget.Ledger;
import dev.rung.server.config.ConfigException;
import dev.rung.server.config.Configuration;
import dev.rung.server.discover.Discovery;
import dev.rung.server.discover.Inventory;
import dev.rung.server.engine.Operations.ReloadException;
import dev.rung.server.engine.Operations.Reloaded;
import dev.rung.server.engine.RoutingEngine;
import dev.rung.server.provider.ApiKey;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import dev.rung.server.template.TemplateFileException;
import java.util.List;
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

  Reloading(ConfigSource source, Discovery discovery, House house, Ledger ledger, Household first)
      throws TemplateFileException {
    this.source = source;
    this.discovery = discovery;
    this.house = house;
    this.ledger = ledger;
    this.started = first.configuration();
    this.current = first;
    this.engine = new SwitchableEngine(house.engine(first.configuration()));
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

  /** Reads everything again; on any fault what is in force stays. */
  synchronized Reloaded reload() throws ReloadException {
    try {
      Configuration next = source.load();
      Inventory inventory = discovery.look(next, source.environment());
      RoutingEngine nextEngine = house.engine(next);
      List<String> needsRestart = Restart.needsRestart(started, next);
      putInForce(new Household(next, inventory));
      engine.switchTo(nextEngine);
      ledger.apply(MoneyTerms.budget(next));
      house.answers().bound(next.cache().maxBytes());
      house.guard().apply(GuardTerms.guard(next));
      house.keys().forgive();
      listeners.forEach(listener -> listener.accept(next));
      return new Reloaded(inventory.models().size(), needsRestart);
    } catch (ConfigException | TemplateFileException refused) {
      throw new ReloadException(String.valueOf(refused.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ReloadException("the reload was cancelled; the configuration in force stays");
    }
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
    putInForce(new Household(current.configuration(), inventory));
    return true;
  }

  private void putInForce(Household next) {
    house.registry().replace(house.providing().roster(next.configuration(), next.inventory()));
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
