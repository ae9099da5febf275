package dev.rung.server.app.cli;

import static dev.rung.server.app.cli.Table.Column.number;
import static dev.rung.server.app.cli.Table.Column.text;

import dev.rung.v1.BudgetMode;
import dev.rung.v1.Candidate;
import dev.rung.v1.RoutingDecision;
import dev.rung.v1.Signal;
import dev.rung.v1.SkippedModel;
import dev.rung.v1.StrategyPreview;
import java.util.ArrayList;
import java.util.List;

/** A routing decision as a tree: who serves, how hard the task is, who else could, who cannot. */
final class DecisionTree {

  private DecisionTree() {}

  static Tree of(RoutingDecision decision) {
    Tree tree = new Tree(heading(decision));
    difficulty(tree, decision);
    tree.branch("strategy: " + String.join(", ", choice(decision)));
    candidates(tree, decision.getCandidatesList());
    skipped(tree, decision.getSkippedList());
    decision.getDegradedList().forEach(shortfall -> tree.branch("degraded: " + shortfall));
    strategies(tree, decision.getStrategiesList());
    return tree;
  }

  private static String heading(RoutingDecision decision) {
    String heading = server(decision);
    return decision.getReason().isEmpty() ? heading : heading + ": " + decision.getReason();
  }

  private static String server(RoutingDecision decision) {
    return switch (decision.getTier()) {
      case TIER_UNSPECIFIED -> "nobody";
      case TIER_0_TEMPLATE -> "template, " + Show.tier(decision.getTier());
      case TIER_1_TINY,
          TIER_2_SMALL,
          TIER_3_MEDIUM,
          TIER_4_LARGE,
          TIER_LOCAL_FALLBACK,
          UNRECOGNIZED ->
          decision.getModel()
              + ", "
              + Show.tier(decision.getTier())
              + (decision.getUnpriced() ? ", unpriced" : "");
    };
  }

  private static void difficulty(Tree tree, RoutingDecision decision) {
    List<String> facts = new ArrayList<>();
    facts.add(Show.tier(decision.getClassifiedTier()));
    facts.add(Show.label(decision.getComplexity()));
    facts.add("score " + Show.fixed(decision.getScore(), 2));
    facts.add("confidence " + Show.fixed(decision.getConfidence(), 2));
    if (decision.getBumped()) {
      facts.add("one tier up for lack of confidence");
    }
    Tree difficulty = tree.branch("difficulty: " + String.join(", ", facts));
    if (decision.getSignalsCount() > 0) {
      difficulty.table(signals(decision.getSignalsList()));
    }
    if (decision.getTierProbabilitiesCount() > 0) {
      difficulty.branch(
          "classifier, tiers 0 to 4: " + rounded(decision.getTierProbabilitiesList()));
    }
  }

  private static String rounded(List<Double> probabilities) {
    return String.join("  ", probabilities.stream().map(p -> Show.fixed(p, 2)).toList());
  }

  private static Table signals(List<Signal> signals) {
    Table table = new Table(text("SIGNAL"), number("WEIGHT"), text("DETAIL"));
    signals.forEach(signal ->
        table.row(signal.getName(), Show.fixed(signal.getWeight(), 2), signal.getDetail()));
    return table;
  }

  private static List<String> choice(RoutingDecision decision) {
    List<String> facts = new ArrayList<>();
    facts.add(Show.label(decision.getStrategy()));
    if (decision.getBudgetMode().getNumber() > BudgetMode.BUDGET_MODE_NONE_VALUE) {
      facts.add(
          Show.label(decision.getBudgetMode()).substring("budget-mode-".length()) + " by budget");
    }
    if (!decision.getExperiment().isEmpty()) {
      facts.add("experiment " + decision.getExperiment() + ", arm " + decision.getArm());
    }
    return facts;
  }

  private static void candidates(Tree tree, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return;
    }
    Table table =
        new Table(
            text("MODEL"),
            text("TIER"),
            number("COST"),
            number("TIME"),
            number("QUALITY"),
            number("SCORE"));
    candidates.forEach(candidate ->
        table.row(
            candidate.getModel(),
            Show.tier(candidate.getTier()),
            Show.money(candidate.getEstimatedCostNanos()),
            Show.millis(candidate.getEstimatedLatencyMs()),
            Show.fixed(candidate.getQuality(), 2),
            Show.fixed(candidate.getScore(), 3)));
    tree.branch("candidates, in the order in which they are tried").table(table);
  }

  private static void skipped(Tree tree, List<SkippedModel> skipped) {
    if (skipped.isEmpty()) {
      return;
    }
    Tree branch = tree.branch("skipped");
    skipped.forEach(model -> branch.branch(model.getModel() + ": " + model.getReason()));
  }

  private static void strategies(Tree tree, List<StrategyPreview> previews) {
    if (previews.isEmpty()) {
      return;
    }
    // What keeps every strategy from serving is told once.
    List<String> notes = previews.stream().map(StrategyPreview::getNote).distinct().toList();
    boolean told = notes.size() == 1;
    List<Table.Column> columns =
        new ArrayList<>(
            List.of(
                text("STRATEGY"),
                text("MODEL"),
                text("TIER"),
                number("COST"),
                number("TIME"),
                number("CONFIDENCE")));
    if (!told) {
      columns.add(text("NOTE"));
    }
    Table table = new Table(columns.toArray(Table.Column[]::new));
    previews.forEach(preview -> table.row(cells(preview, told)));
    String common = told && !notes.getFirst().isEmpty() ? ": " + notes.getFirst() : "";
    tree.branch("every strategy" + common).table(table);
  }

  private static String[] cells(StrategyPreview preview, boolean told) {
    List<String> cells =
        new ArrayList<>(
            List.of(
                Show.label(preview.getStrategy()),
                preview.getModel().isEmpty() ? "-" : preview.getModel(),
                Show.tier(preview.getTier()),
                Show.money(preview.getEstimatedCostNanos()),
                Show.millis(preview.getEstimatedLatencyMs()),
                Show.fixed(preview.getConfidence(), 2)));
    if (!told) {
      cells.add(preview.getNote());
    }
    return cells.toArray(String[]::new);
  }
}
