package dev.rung.trainer;

import dev.rung.local.InferenceException;
import dev.rung.local.LoadOptions;
import dev.rung.local.LocalModel;
import dev.rung.local.device.EngineSettings;
import dev.rung.local.device.TorchEngine;
import dev.rung.local.runtime.LocalRuntime;
import dev.rung.trainer.learn.Recipe;
import dev.rung.trainer.learn.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the small model, or marks it: {@code train FOLDER [STEPS]}, {@code examine FOLDER [EACH]}.
 */
public final class Main {
  private static final int EACH = 100;
  private static final long SEED = 99;

  /** Where native libraries are unpacked; the daemon uses the same folder. */
  private static final Path ENGINE = Path.of(System.getProperty("user.home"), ".cache", "rung");

  private Main() {}

  /** Exit codes: 0 done, 2 bad usage. */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    boolean fits = words.size() == 2 || words.size() == 3;
    if (fits && words.getFirst().equals("train")) {
      train(Path.of(words.get(1)), number(words).map(Recipe.SHIPPED::withSteps));
    } else if (fits && words.getFirst().equals("examine")) {
      examine(Path.of(words.get(1)), number(words).orElse(EACH));
    } else {
      System.err.println("usage: train FOLDER [STEPS] | examine FOLDER [EACH]");
      System.exit(2);
    }
  }

  private static Optional<Integer> number(List<String> words) {
    return words.stream().skip(2).findFirst().map(Integer::valueOf);
  }

  private static void train(Path folder, Optional<Recipe> other)
      throws IOException, InferenceException {
    TorchEngine.start(new EngineSettings(ENGINE, 1));
    new Trainer(other.orElse(Recipe.SHIPPED), System.out::println).train(folder);
  }

  private static void examine(Path folder, int each)
      throws InferenceException, InterruptedException {
    LoadOptions options =
        new LoadOptions(Optional.empty(), Optional.empty(), 1, 1, 1, 64L << 20, 128);
    try (LocalModel model =
        new LocalRuntime(ENGINE, InstantSource.system()).load(folder, options)) {
      Map<String, Examination.Mark> marks = new Examination(model).marks(each, SEED);
      Examination.Mark all = new Examination.Mark(0, 0);
      for (Map.Entry<String, Examination.Mark> mark : marks.entrySet()) {
        print(mark.getKey(), mark.getValue());
        all = all.plus(mark.getValue());
      }
      print("all", all);
    }
  }

  private static void print(String name, Examination.Mark mark) {
    System.out.printf(
        Locale.ROOT, "%-8s %4d of %4d  %.3f%n", name, mark.right(), mark.asked(), mark.share());
  }
}
