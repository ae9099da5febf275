package dev.rung.classifier.train;

import dev.rung.classifier.labels.LabelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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
      Training.run(
          Path.of(arguments[0]),
          paths(names.subList(0, labelled)),
          paths(names.subList(Math.min(labelled + 1, names.size()), names.size())),
          Training.PER_TEMPLATE,
          Training.SHIPPED,
          System.out::println);
    } catch (LabelException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static List<Path> paths(List<String> names) {
    return names.stream().map(Path::of).toList();
  }
}
