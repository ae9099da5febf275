package dev.rung.server.discover;

import dev.rung.server.catalogue.Catalogue;
import dev.rung.server.config.Configuration;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.ProviderKind;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts configuration, catalogue, environment and what answers nearby together. Safe for several
 * threads; keeps nothing.
 */
public final class Discovery {
  /** For all probes together: a start must not wait for what is not there. */
  public static final Duration PROBE_LIMIT = Duration.ofSeconds(2);

  private final Catalogue catalogue;
  private final Set<ProviderKind> spoken;
  private final Probe probe;
  private final InstantSource clock;

  /**
   * A way to look for models.
   *
   * @param spoken the kinds that this version can speak to
   * @param clock for the day, which decides what is still on offer
   */
  public Discovery(
      Catalogue catalogue, Set<ProviderKind> spoken, Probe probe, InstantSource clock) {
    this.catalogue = catalogue;
    this.spoken = spoken.isEmpty() ? Set.of() : EnumSet.copyOf(spoken);
    this.probe = probe;
    this.clock = clock;
  }

  /**
   * Looks once; blocks for {@link #PROBE_LIMIT} at most. With offline "strict" nothing is asked,
   * with "yes" nothing beyond this machine.
   *
   * @param environment the variables of the process, keys included
   * @throws InterruptedException when the thread is interrupted while servers are asked
   */
  public Inventory look(Configuration configuration, Map<String, String> environment)
      throws InterruptedException {
    List<String> notes = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    Providers providers =
        new Providers(catalogue, spoken, configuration, new Environment(environment));
    Roll roll = new Roll();
    new ConfiguredModels(catalogue, providers, today).addTo(roll, configuration.models(), notes);
    if (configuration.discovers()) {
      discover(configuration, providers, today, roll, notes);
    }
    noteUnknownDefault(configuration, roll, notes);
    noteIdleLimits(configuration, roll, notes);
    notes.addAll(providers.notes());
    List<Listed> models = roll.models();
    return new Inventory(
        providers.usedBy(models),
        models,
        roll.checkpoints(),
        Coverage.missing(models),
        new Absent(catalogue, configuration.routing().offline(), today).advice(roll),
        notes);
  }

  private void discover(
      Configuration configuration,
      Providers providers,
      LocalDate today,
      Roll roll,
      List<String> notes)
      throws InterruptedException {
    providers.addFromEnvironment();
    List<Providers.Source> sources = providers.sources();
    Map<Providers.Source, List<Probe.Offered>> offered =
        new Probing(probe, PROBE_LIMIT)
            .ask(sources.stream().filter(FoundModels::isAsked).toList(), notes);
    FoundModels found = new FoundModels(catalogue, configuration.discovery().unpriced(), today);
    for (Providers.Source source : sources) {
      if (FoundModels.isAsked(source)) {
        found.addOffered(roll, source, offered.getOrDefault(source, List.of()));
      } else {
        found.addKnown(roll, source, notes);
      }
    }
    new Checkpoints(catalogue, providers).addTo(roll, configuration.discovery().modelsDir(), notes);
  }

  private static void noteUnknownDefault(
      Configuration configuration, Roll roll, List<String> notes) {
    configuration
        .routing()
        .defaultModel()
        .filter(name -> !roll.has(name))
        .ifPresent(name -> notes.add("routing.default_model \"" + name + "\" was not found"));
  }

  private static void noteIdleLimits(Configuration configuration, Roll roll, List<String> notes) {
    configuration.budget().models().keySet().stream()
        .filter(name -> !roll.isName(name))
        .forEach(name ->
            notes.add(
                "budget.models." + name + " limits nothing: no model of this name was found"));
  }
}
