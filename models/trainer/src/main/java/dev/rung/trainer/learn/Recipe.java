package dev.rung.trainer.learn;

/**
 * The sizes of the model and of its learning.
 *
 * @param vocabulary tokens
 * @param hidden width of the residual stream
 * @param inner width between the layers of a feed-forward part
 * @param rotary dimensions of a head that are turned by position
 * @param contextWindow tokens of question and answer together
 * @param steps of learning
 * @param texts examples in each
 * @param rate of learning at its highest
 */
public record Recipe(
    int vocabulary,
    int hidden,
    int inner,
    int layers,
    int heads,
    int rotary,
    int contextWindow,
    int steps,
    int texts,
    double rate,
    long seed) {

  /** Of the model in the repository. */
  public static final Recipe SHIPPED =
      new Recipe(1024, 128, 512, 4, 4, 16, 1024, 7_000, 32, 2e-3, 20_261_120);

  static final double THETA = 10_000;
  static final double EPSILON = 1e-5;
  private static final int WARM_UP = 200;
  private static final double LEAST_SHARE = 0.02;

  public Recipe withSteps(int other) {
    return new Recipe(
        vocabulary, hidden, inner, layers, heads, rotary, contextWindow, other, texts, rate, seed);
  }

  /** The rate of a step, counted from 1: up for a while, then down in a straight line. */
  double rateAt(int step) {
    double up = Math.min(1, (double) step / WARM_UP);
    double left = 1 - (double) step / steps;
    return rate * up * (LEAST_SHARE + (1 - LEAST_SHARE) * left);
  }

  int headSize() {
    return hidden / heads;
  }
}
