package dev.rung.bench;

import dev.rung.bench.tiers.TierEvaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs one benchmark by name and prints what it measured. */
public final class Bench {
  private static final int WRONG_USAGE = 2;

  /** A benchmark that takes no arguments. */
  interface Run {
    void run(Report report) throws Exception;
  }

  private static final Map<String, Run> RUNS =
      new TreeMap<>(
          Map.of(
              "decision", DecisionRun::run,
              "template", TemplateLoad::run,
              "unary", UnaryLoad::run,
              "stream", StreamLoad::run,
              "start", StartTime::run));

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    Report report = new Report(System.out);
    if (!words.isEmpty() && words.getFirst().equals("tiers")) {
      tiers(words.subList(1, words.size()), report);
      return;
    }
    Optional<Run> run =
        words.size() == 1 ? Optional.ofNullable(RUNS.get(words.getFirst())) : Optional.empty();
    if (run.isEmpty()) {
      report.line("usage: bench/run NAME, where NAME is one of %s", RUNS.keySet());
      report.line("   or: %s", TierEvaluation.USAGE);
      System.exit(WRONG_USAGE);
    }
    report.machine();
    run.get().run(report);
  }

  private static void tiers(List<String> arguments, Report report) throws Exception {
    if (!TierEvaluation.run(arguments, line -> report.line("%s", line))) {
      System.exit(WRONG_USAGE);
    }
  }
}
