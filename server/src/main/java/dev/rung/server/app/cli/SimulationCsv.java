package dev.rung.server.app.cli;

import dev.rung.server.simulate.Figures;
import dev.rung.server.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The ways of serving all tasks as CSV (RFC 4180, line feeds): a line of names, then one each. */
final class SimulationCsv {
  private static final String NAMES =
      "kind,name,configured,tier0,tier1,tier2,tier3,tier4,fallback,nobody,cost_usd,saved,quality,"
          + "latency_ms";

  private SimulationCsv() {}

  static String of(Simulation simulation) {
    List<String> lines = new ArrayList<>(List.of(NAMES));
    SimulationRow.of(simulation).forEach(row -> lines.add(line(row)));
    return String.join("\n", lines);
  }

  private static String line(SimulationRow row) {
    Figures figures = row.figures();
    List<String> cells =
        new ArrayList<>(
            List.of(row.kind(), quoted(row.name()), Boolean.toString(row.configured())));
    SimulationRow.TIERS.forEach(tier -> cells.add(Long.toString(figures.count(tier))));
    cells.add(Long.toString(figures.nobody()));
    cells.add(number(figures.cost().usd(), 9));
    cells.add(row.saved().isPresent() ? number(row.saved().getAsDouble(), 4) : "");
    cells.add(figures.served() == 0 ? "" : number(figures.quality(), 4));
    cells.add(figures.served() == 0 ? "" : number(figures.latency().toNanos() / 1e6, 1));
    return String.join(",", cells);
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
