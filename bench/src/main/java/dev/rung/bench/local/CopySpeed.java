package dev.rung.bench.local;

import dev.rung.local.Generated;
import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.LocalModel;
import dev.rung.local.ModelInfo;
import dev.rung.local.Turn;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.decoding.Decoder;
import dev.rung.local.decoding.DecodingSettings;
import dev.rung.local.decoding.TextModel;
import dev.rung.local.tokenizer.Prompts;
import dev.rung.local.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** How fast a model answers, one prompt after the other, with and without guesses. */
record CopySpeed(Path folder, Decoder decoder) {
  /** As many as the runtime guesses. */
  static final int GUESSES = 7;

  private static final long CACHE_BYTES = 1L << 30;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * Answers.
   *
   * @param tokens of all, those that came with the first piece of each not counted
   * @param seconds from the first piece of each to its end
   * @param steps of the decoder, those that read prompts included
   */
  record Copied(List<String> texts, int tokens, double seconds, long steps) {
    double rate() {
      return tokens / seconds;
    }
  }

  /**
   * Answers each prompt alone; nothing is kept from one to the next.
   *
   * @param guesses in one step at most
   */
  Copied run(List<String> prompts, int mostTokens, int guesses)
      throws InferenceException, InterruptedException {
    BorrowedDecoder borrowed = new BorrowedDecoder(decoder);
    List<String> texts = new ArrayList<>();
    int tokens = 0;
    double seconds = 0;
    try (LocalModel model = model(borrowed, guesses)) {
      for (String prompt : prompts) {
        Said said = new Said();
        Generated generated =
            model.generate(
                List.of(new Turn(Turn.Speaker.USER, prompt)),
                GenerationOptions.greedy(mostTokens, LIMIT),
                said::take);
        seconds += (System.nanoTime() - said.first) / 1e9;
        tokens += generated.generatedTokens() - 1;
        texts.add(said.text.toString());
      }
    }
    return new Copied(texts, tokens, seconds, borrowed.steps());
  }

  private LocalModel model(Decoder borrowed, int guesses) throws InferenceException {
    Checkpoint checkpoint = Checkpoint.read(folder);
    String architecture = checkpoint.config().architecture();
    Tokenizer tokenizer = Tokenizer.read(folder, decoder.vocabulary());
    Prompts prompts = Prompts.read(folder, tokenizer, architecture, InstantSource.system());
    return TextModel.start(
        new ModelInfo(architecture, decoder.contextWindow()),
        borrowed,
        tokenizer,
        prompts,
        prompts.endTokens(checkpoint.endTokens()),
        new DecodingSettings(
            1, 1, decoder.widestStep(), CACHE_BYTES, false, guesses, LIMIT, LIMIT));
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
