package dev.rung.classifier.train;

import dev.rung.classifier.labels.LabelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** The program that trains the classifier. */
public final class Main {
  private static final String USAGE =
      "usage: classifier-model/train MODEL.onnx [FILE.jsonl ...] [--compared FILE.jsonl ...]"
          + " [--rated FILE.jsonl ...]";

  private static final String COMPARED = "--compared";
  private static final String RATED = "--rated";

  private Main() {}

  /**
   * Trains.
   *
   * @param arguments where the model goes, then files of labelled prompts, then behind {@code
   *     --compared} files of compared ones and behind {@code --rated} files of rated ones
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0 || arguments[0].startsWith("-")) {
      System.err.println(USAGE);
      System.exit(2);
    }
    try {
      List<String> names = Arrays.asList(arguments);
      train(Path.of(arguments[0]), files(names.subList(1, names.size())), System.out::println);
    } catch (LabelException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Trains as the shipped classifier was trained, beside the generated text, and writes the model.
   * Takes about a minute of one core.
   *
   * @param progress is told each step in a line
   * @throws LabelException when a file of prompts cannot be used
   */
  public static void train(Path target, TrainingFiles files, Consumer<String> progress)
      throws LabelException, IOException {
    Training.run(target, files, Training.PER_TEMPLATE, Training.SHIPPED, progress);
  }

  private static TrainingFiles files(List<String> names) {
    List<Path> labelled = new ArrayList<>();
    List<Path> compared = new ArrayList<>();
    List<Path> rated = new ArrayList<>();
    List<Path> now = labelled;
    for (String name : names) {
      switch (name) {
        case COMPARED -> now = compared;
        case RATED -> now = rated;
        default -> now.add(Path.of(name));
      }
    }
    return new TrainingFiles(labelled, compared, rated);
  }
}
