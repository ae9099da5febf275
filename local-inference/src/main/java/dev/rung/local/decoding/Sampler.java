package dev.rung.local.decoding;

import dev.rung.local.GenerationOptions;
import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import java.util.BitSet;
import java.util.random.RandomGenerator;

/**
 * Takes one token by its logits. What narrows the choice is applied in the order of Hugging Face's
 * transformers: repetition penalty, temperature, top-k, top-p, min-p.
 *
 * <p>Belongs to one answer and one thread.
 */
final class Sampler {
  private final double temperature;
  private final double penalty;
  private final Narrowing narrowing;
  private final RandomGenerator random;

  Sampler(GenerationOptions options, RandomGenerator random) {
    this.narrowing =
        new Narrowing(options.extras().topK(), options.topP().orElse(1), options.extras().minP());
    this.temperature = options.temperature().orElse(narrowing.isNone() ? 0 : 1);
    this.penalty = options.extras().repetitionPenalty();
    this.random = random;
  }

  /** Whether the token follows from the logits alone. */
  boolean isGreedy() {
    return temperature == 0;
  }

  /**
   * Takes a token.
   *
   * @param logits left as they are
   * @param seen tokens of prompt and answer
   * @throws InferenceException when none of the logits is a number
   */
  int take(float[] logits, BitSet seen) throws InferenceException {
    float[] scores = penalty == 1 ? logits : penalised(logits, seen);
    int likeliest = likeliest(scores);
    return isGreedy() ? likeliest : candidates(scores, scores[likeliest]).at(random.nextDouble());
  }

  /** Tokens that may be taken, with their probabilities; not for temperature 0. */
  Candidates candidates(float[] logits, BitSet seen) throws InferenceException {
    float[] scores = penalty == 1 ? logits : penalised(logits, seen);
    return candidates(scores, scores[likeliest(scores)]);
  }

  private Candidates candidates(float[] scores, float highest) {
    return narrowing.apply(scores, highest, temperature);
  }

  private float[] penalised(float[] logits, BitSet seen) {
    float[] scores = logits.clone();
    int end = Math.min(seen.length(), scores.length);
    for (int id = seen.nextSetBit(0); id >= 0 && id < end; id = seen.nextSetBit(id + 1)) {
      float score = scores[id];
      scores[id] = (float) (score < 0 ? score * penalty : score / penalty);
    }
    return scores;
  }

  private static int likeliest(float[] scores) throws InferenceException {
    int best = -1;
    float highest = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] > highest) {
        highest = scores[id];
        best = id;
      }
    }
    if (best < 0 || highest == Float.POSITIVE_INFINITY) {
      throw new InferenceException(
          Reason.FAILED, "the model computed logits that are no finite numbers");
    }
    return best;
  }
}
