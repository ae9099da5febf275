package dev.rung.bench.local;

import dev.rung.bench.local.CopySpeed.Copied;
import dev.rung.local.InferenceException;
import dev.rung.local.LoadOptions;
import dev.rung.local.decoding.Decoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Question: how much faster are answers that copy from their prompt when what may come next is
 * guessed from it? The shipped model closes brackets, with guesses and without in turns; both say
 * the same.
 */
public final class LocalCopying {
  private static final int ROUNDS = 5;
  private static final int PROMPTS = 48;
  private static final int MOST_TOKENS = 128;
  private static final LoadOptions OPTIONS =
      new LoadOptions(Optional.empty(), Optional.empty(), 1, 1, 1, 1L << 30, 512);

  private LocalCopying() {}

  /**
   * Measures and prints.
   *
   * @param project folder of the repository
   * @throws IllegalStateException when guesses change an answer
   */
  public static void run(Path project, Consumer<String> out)
      throws InferenceException, InterruptedException {
    Path folder = project.resolve(Path.of("models", "rung-tiny"));
    List<String> prompts = SoakPrompts.copying(PROMPTS, 1);
    try (Decoder decoder = FigureRun.runtime().loadDecoder(folder, OPTIONS)) {
      CopySpeed speed = new CopySpeed(folder, decoder);
      speed.run(prompts, MOST_TOKENS, 0);
      for (int round = 1; round <= ROUNDS; round++) {
        Copied plain = speed.run(prompts, MOST_TOKENS, 0);
        Copied guessed = speed.run(prompts, MOST_TOKENS, CopySpeed.GUESSES);
        if (!plain.texts().equals(guessed.texts())) {
          throw new IllegalStateException("guesses changed an answer");
        }
        out.accept(
            String.format(
                Locale.ROOT,
                "round %d: %d tokens, plain %,.0f/s in %d steps, with guesses %,.0f/s in %d steps,"
                    + " %.2f x",
                round,
                plain.tokens(),
                plain.rate(),
                plain.steps(),
                guessed.rate(),
                guessed.steps(),
                guessed.rate() / plain.rate()));
      }
    }
  }
}
