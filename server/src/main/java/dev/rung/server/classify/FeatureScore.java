package dev.rung.server.classify;

import dev.rung.classifier.GridFeatures;
import dev.rung.classifier.Sense;
import dev.rung.classifier.TaskFeatures;
import dev.rung.server.generate.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Adds up the weighted features of a task. Immutable, pure. */
final class FeatureScore {
  /** A score this near to the next tier does not speak clearly. */
  private static final double MARGIN = 0.05;

  /** Logarithms of words, lines and branches from which a feature is at its highest. */
  private static final double MANY_WORDS = Math.log1p(500);

  private static final double MANY_LINES = Math.log1p(300);
  private static final double MANY_BRANCHES = Math.log1p(40);

  /** Requirements from which it is so. */
  private static final int MANY_REQUIREMENTS = 12;

  private final ClassifySettings settings;

  FeatureScore(ClassifySettings settings) {
    this.settings = settings;
  }

  /** The score of a task; with grids it is that of the grids. */
  double of(TaskFeatures task) {
    if (task.hints().grids().isPresent()) {
      return ofGrids(task.hints().grids().get(), settings);
    }
    Weights weights = settings.weights();
    double sum =
        weights.length() * length(task)
            + weights.codeLines() * lines(task)
            + weights.codeBranches() * branches(task)
            + weights.scope() * scope(task)
            + weights.action() * action(task)
            + weights.breadth() * breadth(task);
    return sum / weightOf(task);
  }

  /** The score together with what it consists of. */
  Score explained(TaskFeatures task) {
    double value = of(task);
    boolean clear = isKnown(task) && settings.thresholds().margin(value) >= MARGIN;
    return new Score(value, clear, parts(task, weightOf(task)));
  }

  private List<Signal> parts(TaskFeatures task, double total) {
    Weights weights = settings.weights();
    int branches = task.code().cyclomaticComplexity();
    List<Signal> parts = new ArrayList<>();
    add(parts, "length", weights.length() * length(task) / total, task.text().words(), "words");
    add(
        parts,
        "code_lines",
        weights.codeLines() * lines(task) / total,
        task.linesOfCode(),
        "lines");
    add(parts, "code_branches", weights.codeBranches() * branches(task) / total, branches, "paths");
    add(parts, "scope", weights.scope() * scope(task) / total, task.text().object());
    add(parts, "action", weights.action() * action(task) / total, task.text().action());
    int requirements = requirements(task);
    add(parts, "breadth", weights.breadth() * breadth(task) / total, requirements, "requirements");
    return parts;
  }

  /** What the weights of the features that this task has add up to. */
  private double weightOf(TaskFeatures task) {
    Weights weights = settings.weights();
    double text = weights.length() + weights.scope() + weights.action() + weights.breadth();
    return task.linesOfCode() > 0 ? text + weights.codeLines() + weights.codeBranches() : text;
  }

  static double ofGrids(GridFeatures grids, ClassifySettings settings) {
    GridWeights weights = settings.gridWeights();
    return weights.size() * grids.size()
        + weights.entropy() * grids.entropy()
        + weights.diversity() * grids.diversity()
        + weights.transformation() * grids.transformation();
  }

  /** Both what is to be done and to what: with one of them unknown the score says little. */
  private static boolean isKnown(TaskFeatures task) {
    return task.text().action().isPresent()
        && (task.text().object().isPresent() || task.linesOfCode() > 0);
  }

  private static double length(TaskFeatures task) {
    return logarithmic(task.text().words(), MANY_WORDS);
  }

  private static double lines(TaskFeatures task) {
    return logarithmic(task.linesOfCode(), MANY_LINES);
  }

  private static double branches(TaskFeatures task) {
    return task.linesOfCode() == 0
        ? 0
        : logarithmic(task.code().cyclomaticComplexity(), MANY_BRANCHES);
  }

  private static double breadth(TaskFeatures task) {
    return Math.min(1, (double) requirements(task) / MANY_REQUIREMENTS);
  }

  private static int requirements(TaskFeatures task) {
    return task.text().listItems()
        + task.text().questions()
        + task.hints().entities()
        + task.hints().documents();
  }

  private static double scope(TaskFeatures task) {
    return task.text().object().map(Difficulty::ofObject).orElse(Difficulty.UNKNOWN);
  }

  private static double action(TaskFeatures task) {
    return task.text().action().map(Difficulty::ofAction).orElse(Difficulty.UNKNOWN);
  }

  private static void add(List<Signal> parts, String name, double weight, int count, String unit) {
    if (weight > 0) {
      parts.add(new Signal(name, weight, count + " " + unit));
    }
  }

  private static void add(List<Signal> parts, String name, double weight, Optional<Sense> sense) {
    if (weight > 0) {
      String detail = sense.map(Sense::name).orElse("none named").toLowerCase(Locale.ROOT);
      parts.add(new Signal(name, weight, detail));
    }
  }

  /** 0 for nothing, 1 from where the logarithm is {@code most}, steep at first. */
  private static double logarithmic(int count, double most) {
    return Math.min(1, Math.log1p(count) / most);
  }
}
