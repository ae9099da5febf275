package dev.rung.bench.local;

import dev.rung.bench.checkpoint.Succession;
import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.ModelInfo;
import dev.rung.local.Turn;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.DecodingSettings;
import dev.rung.local.decoding.TextModel;
import dev.rung.local.tokenizer.Prompts;
import dev.rung.local.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * How fast a made model mends a text: the answer is the prompt without the word too many after each
 * sixteen. Fifteen of sixteen tokens can be guessed.
 */
final class CopySpeed {
  /** As many as the runtime guesses. */
  static final int GUESSES = 7;

  private static final int WORDS = 96;
  private static final int EVERY = 16;
  private static final long CACHE_BYTES = 1L << 30;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Path folder;
  private final Decoder decoder;

  CopySpeed(Path folder, Decoder decoder) {
    this.folder = folder;
    this.decoder = decoder;
  }

  /**
   * Says the text.
   *
   * @param guesses in one step at most
   * @return tokens per second, from the first piece of text on
   * @throws IllegalStateException when the answer is another
   */
  double run(int guesses) throws InferenceException, InterruptedException {
    Tokenizer tokenizer = Tokenizer.read(folder, decoder.vocabulary());
    Prompts prompts = Prompts.read(folder, tokenizer, "made", InstantSource.system());
    ModelInfo info = new ModelInfo("made", decoder.contextWindow());
    DecodingSettings settings =
        new DecodingSettings(1, 1, decoder.widestStep(), CACHE_BYTES, false, guesses, LIMIT);
    Said said = new Said();
    try (LocalModel model =
        TextModel.start(
            info, new BorrowedDecoder(decoder), tokenizer, prompts, Set.of(), settings)) {
      Turn turn = new Turn(Turn.Speaker.USER, Succession.withMistakes(WORDS, EVERY));
      Generated generated =
          model.generate(List.of(turn), GenerationOptions.greedy(WORDS, LIMIT), said::take);
      double seconds = (System.nanoTime() - said.first) / 1e9;
      check(said.text.toString());
      return (generated.generatedTokens() - 1) / seconds;
    }
  }

  private static void check(String text) {
    if (!text.equals(Succession.text(0, WORDS))) {
      throw new IllegalStateException("the model copied something else");
    }
  }

  private static final class Said {
    private final StringBuilder text = new StringBuilder();
    private long first;

    private boolean take(String piece) {
      first = text.isEmpty() ? System.nanoTime() : first;
      text.append(piece);
      return true;
    }
  }
}
