package dev.rung.classifier.train;

import dev.rung.classifier.labels.LabelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The program that trains the classifier. */
public final class Main {
  private static final String USAGE = "usage: classifier-model/train MODEL.onnx [FILE.jsonl ...]";

  private Main() {}

  /**
   * Trains.
   *
   * @param arguments where the model goes, then files of labelled prompts
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0 || arguments[0].startsWith("-")) {
      System.err.println(USAGE);
      System.exit(2);
    }
    List<Path> files = Arrays.stream(arguments).skip(1).map(Path::of).toList();
    try {
      Training.run(
          Path.of(arguments[0]),
          files,
          Training.PER_TEMPLATE,
          Training.SHIPPED,
          System.out::println);
    } catch (LabelException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
