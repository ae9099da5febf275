package dev.rung.bench;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs both benchmarks of a decision and sums them up. */
final class DecisionRun {
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int MEDIAN = 50;

  private DecisionRun() {}

  static void run(Report report) throws RunnerException {
    Collection<RunResult> cost = measure(DecisionBenchmark.class);
    Scaling scaling = scaling(measure(DecisionScaling.class));
    report.line("");
    cost.forEach(result -> cost(result, report));
    scaling.lines().forEach(line -> report.line("%s", line));
  }

  private static Collection<RunResult> measure(Class<?> benchmark) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include("\\." + benchmark.getSimpleName() + "\\.")
                .addProfiler("gc")
                .build())
        .run();
  }

  private static void cost(RunResult result, Report report) {
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    if (allocated == null) {
      throw new IllegalStateException("the profiler gc reports no " + ALLOCATED);
    }
    report.line(
        "%s characters: p50 %.1f us, %,.0f bytes allocated",
        result.getParams().getParam("characters"), median(result), allocated.getScore());
  }

  private static Scaling scaling(Collection<RunResult> results) {
    Map<TextShape, SortedMap<Integer, Double>> micros = new EnumMap<>(TextShape.class);
    for (RunResult result : results) {
      TextShape shape = TextShape.valueOf(result.getParams().getParam("shape"));
      int characters = Integer.parseInt(result.getParams().getParam("characters"));
      micros.computeIfAbsent(shape, any -> new TreeMap<>()).put(characters, median(result));
    }
    return new Scaling(micros);
  }

  /** Little moved by what else the machine does. */
  private static double median(RunResult result) {
    return result.getPrimaryResult().getStatistics().getPercentile(MEDIAN);
  }
}
