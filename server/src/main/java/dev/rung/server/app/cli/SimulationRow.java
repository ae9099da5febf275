package dev.rung.server.app.cli;

import dev.rung.server.generate.Tier;
import dev.rung.server.simulate.Figures;
import dev.rung.server.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A way of serving all tasks, as reports show it.
 *
 * @param kind "strategy" or "fixed"
 * @param configured whether it is what is in force
 * @param saved against the baseline, at most 1; absent where there is none, and where tasks are
 *     left without an answer
 */
record SimulationRow(
    String kind, String name, boolean configured, Figures figures, OptionalDouble saved) {
  static final List<Tier> TIERS =
      List.of(Tier.TEMPLATE, Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);

  /** Strategies, then everything at one tier each, then the baseline, where that is another. */
  static List<SimulationRow> of(Simulation simulation) {
    List<SimulationRow> rows = new ArrayList<>();
    simulation
        .strategies()
        .forEach(one ->
            rows.add(
                row(
                    simulation,
                    "strategy",
                    one.strategy().label(),
                    one.strategy() == simulation.configured(),
                    one.figures())));
    List<Simulation.Fixed> fixed = new ArrayList<>(simulation.fixed());
    simulation
        .baseline()
        .filter(baseline -> fixed.stream().noneMatch(one -> one.name().equals(baseline.name())))
        .ifPresent(fixed::add);
    fixed.forEach(one -> rows.add(row(simulation, "fixed", one.name(), false, one.figures())));
    return rows;
  }

  private static SimulationRow row(
      Simulation simulation, String kind, String name, boolean configured, Figures figures) {
    OptionalDouble saved =
        simulation.baseline().isPresent() && figures.nobody() == 0
            ? OptionalDouble.of(figures.savedAgainst(simulation.baseline().get().figures()))
            : OptionalDouble.empty();
    return new SimulationRow(kind, name, configured, figures, saved);
  }
}
