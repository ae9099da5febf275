package dev.rung.bench.local;

import dev.rung.bench.checkpoint.ModelShape;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param shapes models to make, in this order
 * @param llama folder of llama.cpp's programs; absent looks where {@code bench/llama-cpp} puts them
 * @param threads of one step, ours and llama.cpp's
 * @param rounds in which both take turns
 * @param folder in which files of full size are made and deleted; absent is one for this run
 */
record LocalModelOptions(
    List<ModelShape> shapes,
    List<Precision> precisions,
    Optional<Path> llama,
    int threads,
    int rounds,
    Optional<Path> folder) {
  static final String USAGE =
      "bench/run local-models [--shapes phi2,falcon-mamba] [--layers N] [--precisions "
          + String.join(",", Stream.of(Precision.values()).map(Precision::label).toList())
          + "] [--llama FOLDER] [--threads N] [--rounds N] [--folder FOLDER]";

  LocalModelOptions {
    shapes = List.copyOf(shapes);
    precisions = List.copyOf(precisions);
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException saying what is wrong with them
   */
  static LocalModelOptions parse(List<String> arguments) {
    List<String> shapes = List.of("phi2", "falcon-mamba");
    List<Precision> precisions = Arrays.asList(Precision.values());
    OptionalInt layers = OptionalInt.empty();
    Optional<Path> llama = Optional.empty();
    Optional<Path> folder = Optional.empty();
    int threads = Runtime.getRuntime().availableProcessors();
    int rounds = 3;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--shapes" -> shapes = List.of(value(option, rest).split(",", -1));
        case "--precisions" -> precisions = precisions(value(option, rest));
        case "--layers" -> layers = OptionalInt.of(count(option, rest));
        case "--llama" -> llama = Optional.of(Path.of(value(option, rest)));
        case "--threads" -> threads = count(option, rest);
        case "--rounds" -> rounds = count(option, rest);
        case "--folder" -> folder = Optional.of(Path.of(value(option, rest)));
        default -> throw new IllegalArgumentException("there is no option " + option);
      }
    }
    return new LocalModelOptions(made(shapes, layers), precisions, llama, threads, rounds, folder);
  }

  private static List<ModelShape> made(List<String> names, OptionalInt layers) {
    List<ModelShape> shapes = new ArrayList<>();
    for (String name : names) {
      ModelShape shape = ModelShape.named(name);
      shapes.add(shape.withLayers(layers.orElse(shape.layers())));
    }
    return shapes;
  }

  private static List<Precision> precisions(String words) {
    List<Precision> chosen = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      chosen.add(
          Arrays.stream(Precision.values())
              .filter(each -> each.label().equals(word))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("there is no precision " + word)));
    }
    return chosen;
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int count(String option, Iterator<String> rest) {
    String value = value(option, rest);
    try {
      int count = Integer.parseInt(value);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " must be a whole number, not " + value, e);
    }
    throw new IllegalArgumentException(option + " must be 1 or more, not " + value);
  }
}
