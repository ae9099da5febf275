package dev.rung.bench;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs one benchmark by name and prints what it measured. */
public final class Bench {
  /** A benchmark of whole processes. */
  interface Run {
    void run(Report report) throws Exception;
  }

  private static final Map<String, Run> RUNS =
      new TreeMap<>(
          Map.of(
              "decision", Bench::decision,
              "template", TemplateLoad::run,
              "unary", UnaryLoad::run,
              "stream", StreamLoad::run,
              "start", StartTime::run));

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Report report = new Report(System.out);
    Optional<Run> run =
        arguments.length == 1 ? Optional.ofNullable(RUNS.get(arguments[0])) : Optional.empty();
    if (run.isEmpty()) {
      report.line("usage: bench/run NAME, where NAME is one of " + RUNS.keySet());
      System.exit(2);
    }
    report.machine();
    run.get().run(report);
  }

  private static void decision(Report report) throws Exception {
    new Runner(
            new OptionsBuilder()
                .include(DecisionBenchmark.class.getSimpleName())
                .addProfiler("gc")
                .build())
        .run();
  }
}
