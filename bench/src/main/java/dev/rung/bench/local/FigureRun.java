package dev.rung.bench.local;

import dev.rung.bench.checkpoint.Succession;
import dev.rung.local.InferenceException;
import dev.rung.local.LoadOptions;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.runtime.LocalRuntime;
import dev.rung.local.weights.Precision;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Loads a checkpoint at one precision and prints its figures, in a process of its own: what memory
 * one precision takes is not seen where another one was.
 */
public final class FigureRun {
  /** In front of the reason why a checkpoint does not run at this precision. */
  static final String REFUSED = "refused: ";

  private static final long CACHE_BYTES = 4L << 30;
  private static final int SEQUENCES = 8;
  private static final int PORTION = 512;
  private static final int WORDS = 96;
  private static final int EVERY = 16;

  private FigureRun() {}

  /**
   * Prints a line for each figure.
   *
   * @param arguments folder, precision, threads
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Precision precision = Precision.valueOf(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    LoadOptions options =
        new LoadOptions(
            Optional.empty(),
            Optional.of(precision),
            threads,
            SEQUENCES,
            SEQUENCES,
            CACHE_BYTES,
            PORTION);
    try (Decoder decoder = runtime().loadDecoder(folder, options)) {
      measure(decoder, folder, System.out);
    } catch (InferenceException e) {
      System.out.println(REFUSED + e.getMessage());
    }
  }

  private static void measure(Decoder decoder, Path folder, PrintStream out)
      throws InferenceException, InterruptedException {
    out.println(Figures.line(Figure.LOADED, secondsSinceStart()));
    DecoderSpeed speed = new DecoderSpeed(decoder);
    speed.firstToken();
    out.println(Figures.line(Figure.FIRST_TOKEN, secondsSinceStart()));
    speed.warmUp();
    for (Figure figure : Figure.PREFILLS) {
      out.println(Figures.line(figure, speed.prefill(figure.count())));
    }
    for (Figure figure : Figure.DECODES) {
      out.println(Figures.line(figure, speed.decode(figure.count())));
    }
    CopySpeed copy = new CopySpeed(folder, decoder);
    out.println(Figures.line(Figure.COPY_PLAIN, mended(copy, 0)));
    out.println(Figures.line(Figure.COPY_GUESSED, mended(copy, CopySpeed.GUESSES)));
  }

  /** Has a made model say a text without the word too many after each sixteen. */
  private static double mended(CopySpeed copy, int guesses)
      throws InferenceException, InterruptedException {
    List<String> prompts = List.of(Succession.withMistakes(WORDS, EVERY));
    CopySpeed.Copied copied = copy.run(prompts, WORDS, guesses);
    if (!copied.texts().equals(List.of(Succession.text(0, WORDS)))) {
      throw new IllegalStateException("the model copied something else");
    }
    return copied.rate();
  }

  /** The engine's libraries lie where the daemon has them by default. */
  static LocalRuntime runtime() {
    String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return new LocalRuntime(caches.resolve("rung"), InstantSource.system());
  }

  private static double secondsSinceStart() {
    long start = ManagementFactory.getRuntimeMXBean().getStartTime();
    return (System.currentTimeMillis() - start) / 1e3;
  }
}
