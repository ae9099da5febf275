package dev.rung.server.app.cli;

import dev.rung.server.simulate.Figures;
import dev.rung.server.simulate.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cost and quality of every way of serving the tasks, as SVG without outside resources: a line
 * through "everything at one tier", a dot for each strategy, and a list that explains the letters.
 * Cost is on a logarithmic scale; what is free stands at its left end.
 */
final class CostQualityPicture {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final int LEFT = 70;
  private static final int TOP = 30;
  private static final int PLOT_WIDTH = 400;
  private static final int PLOT_HEIGHT = 320;
  private static final int STEPS = 4;

  private final StringBuilder svg = new StringBuilder();
  private final List<SimulationRow> rows;
  private final double cheapest;
  private final double dearest;
  private final double worst;

  private CostQualityPicture(List<SimulationRow> rows) {
    this.rows = rows;
    this.cheapest =
        rows.stream().mapToDouble(row -> cost(row.figures())).filter(c -> c > 0).min().orElse(1);
    this.dearest =
        Math.max(
            2 * cheapest, rows.stream().mapToDouble(row -> cost(row.figures())).max().orElse(0));
    this.worst = rows.stream().mapToDouble(row -> row.figures().quality()).min().orElse(0);
  }

  static String of(Simulation simulation) {
    List<SimulationRow> served =
        SimulationRow.of(simulation).stream().filter(r -> r.figures().served() > 0).toList();
    return new CostQualityPicture(served).draw();
  }

  private String draw() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="12">
        <title>Cost and expected quality of each way of serving the tasks</title>
        <rect width="%1$d" height="%2$d" fill="white"/>
        """
            .formatted(WIDTH, HEIGHT));
    axes();
    line();
    Map<String, String> letters = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String letter = Character.toString('a' + i);
      dot(rows.get(i));
      explain(rows.get(i), letter, i);
      letters.merge(x(rows.get(i)) + " " + y(rows.get(i)), letter, (all, one) -> all + " " + one);
    }
    letters.forEach((at, all) -> {
      String[] place = at.split(" ", -1);
      text(Integer.parseInt(place[0]) + 8, Integer.parseInt(place[1]) - 6, "start", all);
    });
    return svg.append("</svg>\n").toString();
  }

  private void axes() {
    for (int i = 0; i <= STEPS; i++) {
      double share = (double) i / STEPS;
      int x = LEFT + (int) Math.round(share * PLOT_WIDTH);
      int y = TOP + PLOT_HEIGHT - (int) Math.round(share * PLOT_HEIGHT);
      put("<path d=\"M%d %dH%d\" stroke=\"#ddd\"/>", LEFT, y, LEFT + PLOT_WIDTH);
      text(LEFT - 8, y + 4, "end", Show.fixed(worst + share * (1 - worst), 3));
      text(x, TOP + PLOT_HEIGHT + 18, "middle", dollars(share));
    }
    put(
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#333\"/>",
        LEFT, TOP, TOP + PLOT_HEIGHT, LEFT + PLOT_WIDTH);
    text(LEFT, TOP - 12, "start", "expected quality beside the best model's");
    text(LEFT + PLOT_WIDTH, TOP + PLOT_HEIGHT + 38, "end", "cost of all tasks");
  }

  /** Through what sends everything to one tier. */
  private void line() {
    List<String> points = new ArrayList<>();
    rows.stream()
        .filter(row -> row.kind().equals("fixed"))
        .sorted((a, b) -> Double.compare(cost(a.figures()), cost(b.figures())))
        .forEach(row -> points.add(x(row) + "," + y(row)));
    put(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"#888\" stroke-dasharray=\"4 3\"/>",
        String.join(" ", points));
  }

  private void dot(SimulationRow row) {
    String colour = row.kind().equals("fixed") ? "#888" : "#06c";
    put(
        "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\"/>",
        x(row), y(row), row.configured() ? 6 : 4, colour);
  }

  private void explain(SimulationRow row, String letter, int place) {
    String name = letter + "  " + row.name() + (row.configured() ? " (in force)" : "");
    text(LEFT + PLOT_WIDTH + 40, TOP + 10 + 20 * place, "start", name);
  }

  /** What a place on the axis stands for, such as "$0.12". */
  private String dollars(double share) {
    double cost = cheapest * Math.pow(dearest / cheapest, share);
    return String.format(Locale.ROOT, cost < 0.1 ? "$%.2g" : "$%.2f", cost);
  }

  private int x(SimulationRow row) {
    double cost = Math.max(cheapest, cost(row.figures()));
    double share = Math.log(cost / cheapest) / Math.log(dearest / cheapest);
    return LEFT + (int) Math.round(share * PLOT_WIDTH);
  }

  private int y(SimulationRow row) {
    double share = worst >= 1 ? 1 : (row.figures().quality() - worst) / (1 - worst);
    return TOP + (int) Math.round((1 - share) * PLOT_HEIGHT);
  }

  private static double cost(Figures figures) {
    return figures.cost().usd();
  }

  private void text(int x, int y, String anchor, String text) {
    put("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format + "\n", values));
  }
}
