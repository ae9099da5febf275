package dev.rung.bench.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * llama.cpp's own benchmark programs, {@code llama-bench} for prompts and {@code
 * llama-batched-bench} for answers side by side.
 *
 * @param folder with both programs
 */
record LlamaCpp(Path folder) {
  private static final String PROMPTS = "llama-bench";
  private static final String BATCHES = "llama-batched-bench";

  /** Where {@code bench/llama-cpp} builds it. */
  private static final Path BUILT = Path.of("bench", "target", "llama.cpp", "build", "bin");

  /**
   * The programs in a folder that was named, or else those that were built here.
   *
   * @throws IllegalArgumentException when a folder was named and they are not there
   */
  static Optional<LlamaCpp> find(Optional<Path> named, Path project) {
    Path folder = named.orElse(project.resolve(BUILT));
    if (Files.isExecutable(folder.resolve(PROMPTS))
        && Files.isExecutable(folder.resolve(BATCHES))) {
      return Optional.of(new LlamaCpp(folder));
    }
    if (named.isPresent()) {
      throw new IllegalArgumentException(
          folder + " must have the programs " + PROMPTS + " and " + BATCHES);
    }
    return Optional.empty();
  }

  /** Measures a model; the counts of tokens, steps and sequences are those of {@link FigureRun}. */
  Figures measure(Path model, int threads) throws IOException, InterruptedException {
    Figures figures = new Figures();
    List<String> lines =
        OwnProcess.lines(
            List.of(
                folder.resolve(PROMPTS).toString(),
                "-m",
                model.toString(),
                "-t",
                Integer.toString(threads),
                "-p",
                "128,512",
                "-n",
                "0",
                "-r",
                "3",
                "-o",
                "jsonl"));
    for (Map<String, Double> row : rows(lines)) {
      prefill(row.getOrDefault("n_prompt", 0.0))
          .ifPresent(figure -> figures.put(figure, row.getOrDefault("avg_ts", Double.NaN)));
    }
    lines =
        OwnProcess.lines(
            List.of(
                folder.resolve(BATCHES).toString(),
                "-m",
                model.toString(),
                "-t",
                Integer.toString(threads),
                "-c",
                "1024",
                "-npp",
                "16",
                "-ntg",
                "32",
                "-npl",
                "1,4,8",
                "--output-format",
                "jsonl"));
    for (Map<String, Double> row : rows(lines)) {
      decode(row.getOrDefault("pl", 0.0))
          .ifPresent(figure -> figures.put(figure, row.getOrDefault("speed_tg", Double.NaN)));
    }
    return figures;
  }

  private static Optional<Figure> prefill(double tokens) {
    return Figure.PREFILLS.stream().filter(figure -> figure.count() == tokens).findFirst();
  }

  private static Optional<Figure> decode(double sequences) {
    return Figure.DECODES.stream().filter(figure -> figure.count() == sequences).findFirst();
  }

  /** The numbers of every line that is a JSON object. */
  static List<Map<String, Double>> rows(List<String> lines) throws IOException {
    List<Map<String, Double>> rows = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("{")) {
        rows.add(numbers(line));
      }
    }
    return rows;
  }

  private static Map<String, Double> numbers(String line) throws IOException {
    Map<String, Double> numbers = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(line)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken().isNumeric()) {
          numbers.put(name, json.getDoubleValue());
        }
        json.skipChildren();
      }
    }
    return numbers;
  }
}
