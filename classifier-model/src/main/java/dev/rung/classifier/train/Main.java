package dev.rung.classifier.train;

import dev.rung.classifier.labels.LabelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The program that trains the classifier. */
public final class Main {
  private static final String USAGE =
      "usage: classifier-model/train MODEL.onnx [FILE.jsonl ...] [--compared FILE.jsonl ...]";

  private static final String COMPARED = "--compared";

  private Main() {}

  /**
   * Trains.
   *
   * @param arguments where the model goes, then files of labelled prompts, then behind {@code
   *     --compared} files of compared ones
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0 || arguments[0].startsWith("-")) {
      System.err.println(USAGE);
      System.exit(2);
    }
    List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
    int option = names.indexOf(COMPARED);
    int labelled = option < 0 ? names.size() : option;
    try {
      train(
          Path.of(arguments[0]),
          paths(names.subList(0, labelled)),
          paths(names.subList(Math.min(labelled + 1, names.size()), names.size())),
          System.out::println);
    } catch (LabelException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Trains as the shipped classifier was trained, beside the generated text, and writes the model.
   * Takes about a minute of one core.
   *
   * @param labelled files of prompts whose tier is known
   * @param compared files of prompts that a strong and a weak model have answered
   * @param progress is told each step in a line
   * @throws LabelException when a file of prompts cannot be used
   */
  public static void train(
      Path target, List<Path> labelled, List<Path> compared, Consumer<String> progress)
      throws LabelException, IOException {
    Training.run(target, labelled, compared, Training.PER_TEMPLATE, Training.SHIPPED, progress);
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
