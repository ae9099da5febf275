package dev.rung.server.evaluate;

import dev.rung.server.generate.Tier;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Figures for people: lines of text, without a prompt's text unless some are to be shown. */
public final class TierReport {
  private static final double CONFIDENT = 0.7;
  private static final int LISTED = 20;
  private static final int RELIABILITY_BINS = 10;
  private static final int SHOWN_CHARACTERS = 400;
  private static final Comparator<Judged> WORST_FIRST =
      Comparator.comparingInt((Judged one) -> -Math.abs(one.distance()))
          .thenComparingDouble(one -> -one.predicted().confidence())
          .thenComparing(one -> one.prompt().id());

  private final StringBuilder text = new StringBuilder();

  private TierReport() {}

  /**
   * The figures, a line each.
   *
   * @param show of how many of the worst misses the text is shown
   */
  public static List<String> of(List<Judged> judged, int show) {
    TierReport report = new TierReport();
    report.scores(judged);
    report.confident(judged);
    report.reliability(judged);
    report.small(judged);
    report.captures(judged);
    report.confusion(Confusion.of(judged));
    report.groups("source", judged, one -> one.prompt().source());
    report.groups("rule", judged, one -> one.predicted().rule());
    report.misses(judged, show);
    return report.text.toString().lines().toList();
  }

  private void scores(List<Judged> judged) {
    score("all", judged);
    score("before the bump", judged.stream().map(Judged::beforeTheBump).toList());
    if (judged.stream().anyMatch(one -> one.prompt().trivia())) {
      score("trivia at 0 or 1", judged.stream().map(Judged::triviaTakenAsRight).toList());
    }
  }

  private void score(String name, List<Judged> judged) {
    Score score = Score.of(judged);
    line(
        "%-18s n %d  exact %.3f  within one %.3f  macro-F1 %.3f  under %.3f  over %.3f  ECE %.3f",
        name,
        score.count(),
        score.exact(),
        score.withinOne(),
        score.macroF1(),
        score.under(),
        score.over(),
        score.calibrationError());
  }

  private void confident(List<Judged> judged) {
    List<Judged> sure =
        judged.stream().filter(one -> one.predicted().confidence() >= CONFIDENT).toList();
    line(
        "confidence >= %.1f  coverage %.3f  exact %.3f  within one %.3f",
        CONFIDENT,
        judged.isEmpty() ? 0 : (double) sure.size() / judged.size(),
        Score.share(sure, Judged::exact),
        Score.share(sure, Judged::withinOne));
  }

  /** Whether a confidence of 0.7 means that seven in ten are right, before the bump. */
  private void reliability(List<Judged> judged) {
    line("");
    line("confidence (before the bump)        n  mean   exact");
    for (int bin = 0; bin < RELIABILITY_BINS; bin++) {
      double from = (double) bin / RELIABILITY_BINS;
      double to = (double) (bin + 1) / RELIABILITY_BINS;
      boolean last = bin == RELIABILITY_BINS - 1;
      List<Judged> members =
          judged.stream()
              .map(Judged::beforeTheBump)
              .filter(one -> one.predicted().confidence() >= from)
              .filter(one -> last || one.predicted().confidence() < to)
              .toList();
      if (!members.isEmpty()) {
        double mean =
            members.stream().mapToDouble(one -> one.predicted().confidence()).average().orElse(0);
        line(
            "%.1f to %.1f                   %7d  %.3f  %.3f",
            from, to, members.size(), mean, Score.share(members, Judged::exact));
      }
    }
    line("");
  }

  /** What routing saves rests on how many prompts a small model is enough for. */
  private void small(List<Judged> judged) {
    line(
        "tiers 0 to 2       %.3f of the prompts were sent there, %.3f belong there",
        Score.share(judged, one -> isSmall(one.predicted().tier())),
        Score.share(judged, one -> isSmall(one.gold())));
  }

  private static boolean isSmall(Tier tier) {
    return tier.level() <= Tier.SMALL.level();
  }

  private void captures(List<Judged> judged) {
    List<Judged> forModels = judged.stream().filter(one -> one.gold() != Tier.TEMPLATE).toList();
    List<Judged> captured = judged.stream().filter(Judged::captured).toList();
    line(
        "captures           %d of %d prompts above tier 0 answered by a template (%.1f per mille)",
        captured.size(), forModels.size(), 1000 * Score.share(forModels, Judged::captured));
    captured.forEach(one -> line("  %s  %s", one.prompt().id(), one.predicted().rule()));
    List<Judged> forTemplates = judged.stream().filter(one -> one.gold() == Tier.TEMPLATE).toList();
    line(
        "answered           %d of %d prompts of tier 0 (%.3f)",
        forTemplates.stream().filter(one -> one.predicted().answered()).count(),
        forTemplates.size(),
        Score.share(forTemplates, one -> one.predicted().answered()));
  }

  private void confusion(Confusion confusion) {
    line("");
    line("right \\ predicted     0     1     2     3     4   recall");
    for (int gold = 0; gold < Confusion.TIERS; gold++) {
      StringBuilder row = new StringBuilder("tier " + gold + "            ");
      for (int predicted = 0; predicted < Confusion.TIERS; predicted++) {
        row.append(String.format(Locale.ROOT, "%6d", confusion.count(gold, predicted)));
      }
      int all = confusion.gold(gold);
      double recall = all == 0 ? 0 : (double) confusion.count(gold, gold) / all;
      line("%s    %.3f", row, recall);
    }
  }

  private void groups(String what, List<Judged> judged, Function<Judged, String> key) {
    Map<String, List<Judged>> groups =
        judged.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    line("");
    line("%-44s %5s  %5s  %10s  %5s  %5s", what, "n", "exact", "within one", "under", "over");
    groups.forEach((name, members) -> {
      Score score = Score.of(members);
      line(
          "%-44s %5d  %.3f  %10.3f  %.3f  %.3f",
          name, score.count(), score.exact(), score.withinOne(), score.under(), score.over());
    });
  }

  private void misses(List<Judged> judged, int show) {
    List<Judged> worst =
        judged.stream()
            .filter(one -> !one.exact())
            .sorted(WORST_FIRST)
            .limit(Math.max(LISTED, show))
            .toList();
    line("");
    line("worst misses: id, right, predicted, confidence, rule");
    for (int i = 0; i < worst.size(); i++) {
      miss(worst.get(i), i < show);
    }
  }

  private void miss(Judged one, boolean withText) {
    line(
        "%-28s %d -> %d  %.2f  %s",
        one.prompt().id(),
        one.gold().level(),
        one.predicted().tier().level(),
        one.predicted().confidence(),
        one.predicted().rule());
    if (withText) {
      line("    %s", excerpt(one.prompt().text()));
    }
  }

  private static String excerpt(String text) {
    String flat = text.replaceAll("\\s+", " ");
    return flat.length() <= SHOWN_CHARACTERS ? flat : flat.substring(0, SHOWN_CHARACTERS) + " …";
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format + "%n", values));
  }
}
