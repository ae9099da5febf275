package dev.rung.server.discover;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Listed;
import dev.rung.server.provider.Model;
import java.util.ArrayList;
import java.util.List;

/** What was found and what is missing, as a small table for people. */
public final class StartupTable {
  private static final List<String> HEAD = List.of("TIER", "MODEL", "WHERE FROM", "STATE");
  private static final List<Tier> TIERS =
      List.of(Tier.TINY, Tier.SMALL, Tier.MEDIUM, Tier.LARGE, Tier.LOCAL_FALLBACK);
  private static final String NOTHING = "-";
  private static final String GAP = "  ";

  private StartupTable() {}

  /**
   * The table, its advice and its notes, each line ended by a line feed.
   *
   * @param templates whether templates answer
   */
  public static String of(Inventory inventory, boolean templates) {
    List<List<String>> rows = rows(inventory, templates);
    StringBuilder out = new StringBuilder();
    int[] widths = widths(rows);
    rows.forEach(row -> append(row, widths, out));
    if (inventory.missing().stream().anyMatch(missing -> missing.tier().ranked())) {
      out.append("For empty tiers: ").append(inventory.advice().any()).append(".\n");
    }
    inventory.notes().forEach(note -> out.append("Note: ").append(note).append(".\n"));
    return out.toString();
  }

  private static List<List<String>> rows(Inventory inventory, boolean templates) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    rows.add(List.of("0", "templates", "built in", templates ? "ready" : "switched off"));
    for (Tier tier : TIERS) {
      inventory.models().stream()
          .filter(listed -> listed.model().tier() == tier)
          .forEach(listed -> rows.add(row(listed)));
      inventory.missing().stream()
          .filter(missing -> missing.tier() == tier)
          .forEach(missing -> rows.add(row(missing)));
    }
    return rows;
  }

  private static List<String> row(Listed listed) {
    return List.of(
        name(listed.model().tier()),
        listed.model().name(),
        listed.model().origin(),
        listed.notReady().map(why -> "not ready: " + why).orElse(ready(listed.model())));
  }

  private static String ready(Model model) {
    return model.onRequest() ? "ready, when asked for by name" : "ready";
  }

  private static List<String> row(Missing missing) {
    return List.of(name(missing.tier()), NOTHING, NOTHING, "empty: " + instead(missing));
  }

  private static String instead(Missing missing) {
    if (!missing.tier().ranked()) {
      return "no model in this process";
    }
    return missing.servedBy().map(by -> "served by " + by.label()).orElse("nobody serves");
  }

  private static String name(Tier tier) {
    return tier == Tier.LOCAL_FALLBACK ? "fallback" : Integer.toString(tier.level());
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private static void append(List<String> row, int[] widths, StringBuilder out) {
    for (int i = 0; i < row.size() - 1; i++) {
      String cell = row.get(i);
      out.append(cell).repeat(' ', widths[i] - cell.length()).append(GAP);
    }
    out.append(row.getLast()).append('\n');
  }
}
