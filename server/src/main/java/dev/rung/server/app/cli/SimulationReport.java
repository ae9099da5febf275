package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import dev.rung.server.generate.Tier;
import dev.rung.server.simulate.Figures;
import dev.rung.server.simulate.Simulation;
import dev.rung.server.simulate.Simulation.Fixed;
import dev.rung.server.simulate.Simulation.Spoke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A simulation for people. */
final class SimulationReport {
  private static final int SPOKE = 20;

  private SimulationReport() {}

  static String of(Simulation simulation) {
    List<String> blocks = new ArrayList<>();
    blocks.add(head(simulation));
    blocks.add(strategies(simulation).toString());
    blocks.add(savings(simulation));
    if (!simulation.spoke().isEmpty()) {
      blocks.add(spoke(simulation));
    }
    return String.join("\n\n", blocks);
  }

  private static String head(Simulation simulation) {
    return "%s tasks, %s tokens in, about %s out"
        .formatted(
            grouped(simulation.tasks()),
            grouped(simulation.inputTokens()),
            grouped(simulation.outputTokens()));
  }

  private static Table strategies(Simulation simulation) {
    Table table =
        new Table(
            text("STRATEGY"),
            number("TIER 0"),
            number("1"),
            number("2"),
            number("3"),
            number("4"),
            number("FALLBACK"),
            number("NOBODY"),
            number("COST"),
            number("SAVED"),
            number("QUALITY"),
            number("TIME"));
    for (SimulationRow row : SimulationRow.of(simulation)) {
      List<String> cells = new ArrayList<>();
      cells.add(row.name() + (row.configured() ? " *" : ""));
      Figures figures = row.figures();
      SimulationRow.TIERS.forEach(tier -> cells.add(share(figures.share(tier))));
      cells.add(figures.nobody() == 0 ? "-" : grouped(figures.nobody()));
      cells.add(dollars(figures));
      cells.add(row.saved().isPresent() ? Show.percent(100 * row.saved().getAsDouble()) : "-");
      cells.add(figures.served() == 0 ? "-" : Show.fixed(figures.quality(), 3));
      cells.add(figures.served() == 0 ? "-" : Show.time(figures.latency().toNanos() / 1e6));
      table.row(cells.toArray(String[]::new));
    }
    return table;
  }

  private static String savings(Simulation simulation) {
    List<String> lines = new ArrayList<>();
    simulation
        .baseline()
        .ifPresent(baseline -> lines.add("SAVED is against " + baseline.name() + "."));
    simulation.strategies().stream()
        .filter(one -> one.strategy() == simulation.configured())
        .findFirst()
        .ifPresent(inForce -> {
          lines.add(
              "* is in force: %s of the tasks go to tiers 0 to 2."
                  .formatted(Show.share(inForce.figures().smallShare())));
          highest(simulation)
              .forEach(all ->
                  lines.add(
                      "Against %s, it saves %s."
                          .formatted(
                              all.name(),
                              Show.share(inForce.figures().savedAgainst(all.figures())))));
        });
    lines.add("QUALITY is expected, beside the best model's; TIME is a mean; both go by priors.");
    return String.join("\n", lines);
  }

  /** Everything at the model that balanced takes in tier 4, where that is not the baseline. */
  private static List<Fixed> highest(Simulation simulation) {
    return simulation.fixed().stream()
        .filter(all -> all.name().startsWith("all " + Tier.LARGE.label()))
        .filter(
            all -> simulation.baseline().stream().noneMatch(base -> base.name().equals(all.name())))
        .toList();
  }

  private static String spoke(Simulation simulation) {
    Table table =
        new Table(
            text("WHAT DECIDED"),
            number("TASKS"),
            number("TIER 0"),
            number("1"),
            number("2"),
            number("3"),
            number("4"),
            number("COUNTED IN"));
    for (Spoke one : simulation.spoke().subList(0, Math.min(SPOKE, simulation.spoke().size()))) {
      List<String> cells = new ArrayList<>(List.of(one.name(), grouped(one.decided())));
      one.byTier().forEach(count -> cells.add(count == 0 ? "-" : grouped(count)));
      cells.add(grouped(one.spoke()));
      table.row(cells.toArray(String[]::new));
    }
    int more = simulation.spoke().size() - SPOKE;
    return table
        + (more > 0 ? "\nand %d more, which --json shows".formatted(more) : "")
        + "\n%s tasks went up a tier because the classifier was unsure."
            .formatted(grouped(simulation.bumped()))
        + (simulation.failed() == 0
            ? ""
            : "\n%s tasks could not be judged.".formatted(grouped(simulation.failed())));
  }

  private static String share(double share) {
    return share == 0 ? "-" : Show.share(share);
  }

  /** Such as "$1.2345". */
  private static String dollars(Figures figures) {
    return "$" + Show.fixed(figures.cost().usd(), 4);
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
