package dev.rung.server.app.cli;

import dev.rung.v1.GetCostsResponse.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Costs as SVG without outside resources: a bar for each name, or for each hour or day where the
 * period is divided; beside it, in grey, what the same would have cost at tier 4.
 */
final class CostPicture {
  private static final int WIDTH = 760;
  private static final int LEFT = 190;
  private static final int PLOT = 420;
  private static final int TOP = 46;
  private static final int BAR = 22;
  private static final int MOST = 60;

  private final StringBuilder svg = new StringBuilder();
  private final Map<String, Bar> bars;
  private final long dearest;

  private CostPicture(Map<String, Bar> bars) {
    this.bars = bars;
    this.dearest =
        bars.values().stream().mapToLong(bar -> Math.max(bar.cost, bar.baseline)).max().orElse(0);
  }

  /** Nano-dollars. */
  private record Bar(long cost, long baseline) {
    static Bar of(Line line) {
      return new Bar(line.getCostNanos(), line.getBaselineCostNanos());
    }

    Bar plus(Bar other) {
      return new Bar(sum(cost, other.cost), sum(baseline, other.baseline));
    }

    /** Neither is negative; stays at the largest number. */
    private static long sum(long one, long other) {
      return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
  }

  static String of(CostFigures costs) {
    Map<String, Bar> bars = new LinkedHashMap<>();
    for (CostFigures.Row row : costs.rows()) {
      String name = costs.isDivided() ? row.at() : row.line().getKey();
      boolean room = bars.size() < MOST - 1 || bars.containsKey(name);
      bars.merge(room ? name : "the others", Bar.of(row.line()), Bar::plus);
    }
    return new CostPicture(bars).draw(costs.title());
  }

  private String draw(String title) {
    int height = TOP + BAR * Math.max(1, bars.size()) + 24;
    put(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH, height);
    put("<title>%s</title>", escaped(title));
    put("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, height);
    text(10, 20, "start", title);
    text(10, 36, "start", "blue: cost; grey: the same answers at tier 4");
    List<String> names = new ArrayList<>(bars.keySet());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      bar(name, bars.getOrDefault(name, new Bar(0, 0)), TOP + i * BAR);
    }
    return svg.append("</svg>\n").toString();
  }

  private void bar(String name, Bar bar, int y) {
    text(LEFT - 8, y + 14, "end", cut(name));
    put(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#ccc\"/>",
        LEFT, y + 3, length(bar.baseline), 14);
    put(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#06c\"/>",
        LEFT, y + 6, length(bar.cost), 8);
    text(
        LEFT + length(Math.max(bar.cost, bar.baseline)) + 6, y + 14, "start", Show.money(bar.cost));
  }

  private int length(long nanos) {
    return dearest == 0 ? 0 : (int) Math.round((double) nanos / dearest * PLOT);
  }

  private static String cut(String name) {
    int longest = 26;
    return name.codePointCount(0, name.length()) <= longest
        ? name
        : name.substring(0, name.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private void text(int x, int y, String anchor, String text) {
    put("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text));
  }

  private static String escaped(String text) {
    return ControlCharacters.escaped(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private void put(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format + "\n", values));
  }
}
