package dev.rung.local.decoding;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How well a model foretells a text: e to the mean negative log likelihood of its tokens, each
 * given those before it in its window. Lower is better; a model that knows nothing has as much as
 * there are tokens in its vocabulary.
 */
public final class Perplexity {
  /** Tokens of one step; as many rows of logits are in memory. */
  private static final int PORTION = 32;

  private Perplexity() {}

  /**
   * Measures. The first token of each window is given and not foretold.
   *
   * @param tokens of the text, 2 or more
   * @param window tokens after which nothing earlier counts, 2 to {@link Decoder#contextWindow}
   * @param progress told how many tokens are done, after each step
   * @throws InferenceException when the model fails
   */
  public static double of(Decoder decoder, int[] tokens, int window, IntConsumer progress)
      throws InferenceException {
    if (tokens.length < 2 || window < 2 || window > decoder.contextWindow()) {
      throw new IllegalArgumentException(
          "%d tokens in windows of %d: both must be 2 or more, and windows at most %d"
              .formatted(tokens.length, window, decoder.contextWindow()));
    }
    double loss = 0;
    int foretold = 0;
    for (int start = 0; start < tokens.length - 1; start += window) {
      int[] text = Arrays.copyOfRange(tokens, start, Math.min(start + window, tokens.length));
      int before = start;
      loss += loss(decoder, text, done -> progress.accept(before + done));
      foretold += text.length - 1;
    }
    return Math.exp(loss / foretold);
  }

  /** The negative log likelihood of all tokens but the first. */
  private static double loss(Decoder decoder, int[] text, IntConsumer progress)
      throws InferenceException {
    double loss = 0;
    int portion = Math.min(PORTION, decoder.widestStep());
    try (Sequence sequence = decoder.open(text.length)) {
      for (int first = 0; first < text.length - 1; first += portion) {
        int count = Math.min(portion, text.length - 1 - first);
        int[] given = Arrays.copyOfRange(text, first, first + count);
        Logits logits = decoder.forward(List.of(new Input(sequence, given, count)));
        for (int i = 0; i < count; i++) {
          loss += surprise(logits.row(i), text[first + i + 1]);
        }
        progress.accept(first + count + 1);
      }
    }
    return loss;
  }

  /** The negative natural logarithm of the probability of a token. */
  static double surprise(float[] logits, int token) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp((double) logit - largest);
    }
    return Math.log(sum) + largest - logits[token];
  }
}
