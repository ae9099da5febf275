package dev.rung.bench;

import dev.rung.bench.cache.CacheRun;
import dev.rung.bench.hostile.HostileRun;
import dev.rung.bench.local.LocalCopying;
import dev.rung.bench.local.LocalModels;
import dev.rung.bench.local.LocalSoak;
import dev.rung.bench.pairs.PairFiles;
import dev.rung.bench.tasks.ExampleTasks;
import dev.rung.server.app.Main;
import dev.rung.server.app.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs one benchmark by name and prints what it measured. */
public final class Bench {
  private static final int NOT_AS_WANTED = 1;
  private static final int WRONG_USAGE = 2;

  /** A benchmark that takes no arguments. */
  interface Run {
    void run(Report report) throws Exception;
  }

  private static final Map<String, Run> RUNS = runs();

  private static Map<String, Run> runs() {
    Map<String, Run> runs = new TreeMap<>();
    runs.put("decision", DecisionRun::run);
    runs.put("template", TemplateLoad::run);
    runs.put("cache", report -> CacheRun.run(line -> report.line("%s", line)));
    runs.put("batch", BatchLoad::run);
    runs.put("route", RouteLoad::run);
    runs.put("unary", UnaryLoad::run);
    runs.put("store", StoreLoad::run);
    runs.put("translated", TranslatedLoad::run);
    runs.put("first-calls", FirstCalls::run);
    runs.put("stream", StreamLoad::run);
    runs.put("streams", PacedStreams::run);
    runs.put("gateway", report -> GatewayStreams.run(project(), report));
    runs.put("start", StartTime::run);
    runs.put("ledger", LedgerLoad::run);
    runs.put("store-growth", StoreGrowth::run);
    runs.put(
        "local-copying", report -> LocalCopying.run(project(), line -> report.line("%s", line)));
    return runs;
  }

  /** A benchmark that takes arguments; returns the exit code. */
  interface OptionedRun {
    int run(List<String> arguments, Consumer<String> out) throws Exception;
  }

  private static final Map<String, OptionedRun> OPTIONED =
      Map.of(
          "turns",
          (arguments, out) -> TurnsLoad.run(arguments, project(), out) ? 0 : WRONG_USAGE,
          "tiers",
          (arguments, out) -> tiers(arguments),
          "tasks",
          Bench::tasks,
          "pairs",
          Bench::pairs,
          "hostile",
          Bench::hostile,
          "local-models",
          (arguments, out) -> LocalModels.run(arguments, project(), out) ? 0 : WRONG_USAGE,
          "local-soak",
          (arguments, out) ->
              switch (LocalSoak.run(arguments, project(), out)) {
                case FLAT -> 0;
                case NOT_FLAT -> NOT_AS_WANTED;
                case WRONG_USAGE -> WRONG_USAGE;
              });

  private static final String TIERS_USAGE =
      "bench/run tiers FILE.jsonl... [--config FILE] [--predictions OUT.jsonl] [--show N]";
  private static final String TASKS_USAGE = "bench/run tasks FILE";
  private static final String PAIRS_USAGE = "bench/run pairs FOLDER";
  private static final String HOSTILE_USAGE = "bench/run hostile [WORD]";

  private Bench() {}

  /** The same as the program's own command, without this machine's variables. */
  private static int tiers(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("classifier", "evaluate"));
    command.addAll(arguments);
    return Main.run(Terminal.standard(""), Map.of(), command.toArray(String[]::new));
  }

  /** Writes the example tasks. */
  private static int tasks(List<String> arguments, Consumer<String> out) throws IOException {
    if (arguments.size() != 1) {
      out.accept("usage: " + TASKS_USAGE);
      return WRONG_USAGE;
    }
    Files.writeString(Path.of(arguments.getFirst()), ExampleTasks.jsonLines());
    return 0;
  }

  /** Writes the pairs that similar questions are tested with. */
  private static int pairs(List<String> arguments, Consumer<String> out) throws IOException {
    if (arguments.size() != 1) {
      out.accept("usage: " + PAIRS_USAGE);
      return WRONG_USAGE;
    }
    PairFiles.write(Path.of(arguments.getFirst()));
    return 0;
  }

  /** Attacks the daemon in every way whose name holds the word. */
  private static int hostile(List<String> arguments, Consumer<String> out) throws Exception {
    if (arguments.size() > 1) {
      out.accept("usage: " + HOSTILE_USAGE);
      return WRONG_USAGE;
    }
    HostileRun.run(arguments.isEmpty() ? "" : arguments.getFirst(), out);
    return 0;
  }

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
      System.exit(
          optioned.get().run(words.subList(1, words.size()), line -> report.line("%s", line)));
    }
    Optional<Run> run =
        words.size() == 1 ? Optional.ofNullable(RUNS.get(words.getFirst())) : Optional.empty();
    if (run.isEmpty()) {
      report.line("usage: bench/run NAME, where NAME is one of %s", RUNS.keySet());
      for (String usage :
          List.of(
              TIERS_USAGE,
              TASKS_USAGE,
              PAIRS_USAGE,
              HOSTILE_USAGE,
              TurnsLoad.USAGE,
              LocalModels.USAGE,
              LocalSoak.USAGE)) {
        report.line("   or: %s", usage);
      }
      System.exit(WRONG_USAGE);
    }
    report.machine();
    run.get().run(report);
  }
}
