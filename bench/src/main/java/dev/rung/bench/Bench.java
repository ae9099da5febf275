package dev.rung.bench;

import dev.rung.bench.local.LocalModels;
import dev.rung.bench.tiers.TierEvaluation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

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

  /** A benchmark that takes arguments; false when they are wrong. */
  interface OptionedRun {
    boolean run(List<String> arguments, Consumer<String> out) throws Exception;
  }

  private static final Map<String, OptionedRun> OPTIONED =
      Map.of(
          "tiers",
          TierEvaluation::run,
          "local-models",
          (arguments, out) -> LocalModels.run(arguments, project(), out));

  private Bench() {}

  /** Where the repository lies; {@code bench/run} says so. */
  private static Path project() {
    return Path.of(System.getProperty("rung.folder", "."));
  }

  public static void main(String[] arguments) throws Exception {
    List<String> words = Arrays.asList(arguments);
    Report report = new Report(System.out);
    Optional<OptionedRun> optioned =
        words.isEmpty() ? Optional.empty() : Optional.ofNullable(OPTIONED.get(words.getFirst()));
    if (optioned.isPresent()) {
      report.machine();
      if (!optioned.get().run(words.subList(1, words.size()), line -> report.line("%s", line))) {
        System.exit(WRONG_USAGE);
      }
      return;
    }
    Optional<Run> run =
        words.size() == 1 ? Optional.ofNullable(RUNS.get(words.getFirst())) : Optional.empty();
    if (run.isEmpty()) {
      report.line("usage: bench/run NAME, where NAME is one of %s", RUNS.keySet());
      for (String usage : List.of(TierEvaluation.USAGE, LocalModels.USAGE)) {
        report.line("   or: %s", usage);
      }
      System.exit(WRONG_USAGE);
    }
    report.machine();
    run.get().run(report);
  }
}
