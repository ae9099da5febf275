package dev.rung.local.decoding;

import java.util.Arrays;

/**
 * Which tokens may be taken: the likeliest {@code topK}, of these the likeliest that make up the
 * share {@code topP}, of these the ones that have the share {@code minP} of the likeliest one.
 *
 * <p>Sorting a whole vocabulary costs more than all else, and is not needed: the tokens within some
 * distance of the highest score are gathered, and only if these are too few, those within twice the
 * distance.
 */
record Narrowing(int topK, double topP, double minP) {
  private static final double FIRST_DISTANCE = 6;

  /** Beyond it a weight is 0 in double precision. */
  private static final double LONGEST_DISTANCE = 768;

  boolean isNone() {
    return topK == 0 && topP == 1 && minP == 0;
  }

  /**
   * The tokens with their weights.
   *
   * @param highest of the scores
   * @param temperature by which scores are divided, above 0
   */
  Candidates apply(float[] scores, float highest, double temperature) {
    if (topK == 0 && topP == 1) {
      return within(scores, highest, temperature, minP);
    }
    double all = topK > 0 ? Double.POSITIVE_INFINITY : total(scores, highest, temperature);
    double distance = FIRST_DISTANCE;
    while (true) {
      long[] gathered = gather(scores, (float) (highest - distance * temperature));
      boolean everything = distance > LONGEST_DISTANCE || gathered.length == scores.length;
      Candidates sorted = likeliestFirst(gathered, scores, highest, temperature);
      if (everything || isEnough(sorted, all)) {
        return cut(sorted, scores, all);
      }
      distance *= 2;
    }
  }

  private boolean isEnough(Candidates sorted, double all) {
    return topK > 0
        ? sorted.ids().length > topK
        : Arrays.stream(sorted.weights()).sum() >= topP * all;
  }

  private Candidates cut(Candidates sorted, float[] scores, double all) {
    int kept = topK > 0 ? likeliest(sorted, scores) : sorted.ids().length;
    double goal = topP * (topK > 0 ? Arrays.stream(sorted.weights()).limit(kept).sum() : all);
    double least = minP * sorted.weights()[0];
    int count = 0;
    double before = 0;
    while (count < kept
        && (topP == 1 || before < goal)
        && (count == 0 || sorted.weights()[count] >= least)) {
      before += sorted.weights()[count++];
    }
    return new Candidates(
        Arrays.copyOf(sorted.ids(), count), Arrays.copyOf(sorted.weights(), count));
  }

  /** All that are as likely as the last one of the likeliest are kept with it. */
  private int likeliest(Candidates sorted, float[] scores) {
    int[] ids = sorted.ids();
    int kept = Math.min(topK, ids.length);
    while (kept < ids.length && scores[ids[kept]] == scores[ids[kept - 1]]) {
      kept++;
    }
    return kept;
  }

  private static Candidates within(
      float[] scores, float highest, double temperature, double least) {
    int[] ids = new int[scores.length];
    double[] weights = new double[scores.length];
    int count = 0;
    for (int id = 0; id < scores.length; id++) {
      double weight = weight(scores[id], highest, temperature);
      if (weight > 0 && weight >= least) {
        ids[count] = id;
        weights[count++] = weight;
      }
    }
    return new Candidates(Arrays.copyOf(ids, count), Arrays.copyOf(weights, count));
  }

  private static double total(float[] scores, float highest, double temperature) {
    double sum = 0;
    for (float score : scores) {
      double weight = weight(score, highest, temperature);
      sum += weight > 0 ? weight : 0; // Not a number counts as nothing.
    }
    return sum;
  }

  private static double weight(float score, float highest, double temperature) {
    return Math.exp(((double) score - highest) / temperature);
  }

  /** Score and id in one number each, so that sorting numbers sorts the tokens. */
  private static long[] gather(float[] scores, float lowest) {
    long[] gathered = new long[scores.length];
    int count = 0;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] >= lowest) {
        int bits = Float.floatToIntBits(scores[id]);
        int rising = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        gathered[count++] = ((long) rising << 32) | (Integer.MAX_VALUE - id);
      }
    }
    return Arrays.copyOf(gathered, count);
  }

  private static Candidates likeliestFirst(
      long[] gathered, float[] scores, float highest, double temperature) {
    Arrays.sort(gathered);
    int[] ids = new int[gathered.length];
    double[] weights = new double[gathered.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = Integer.MAX_VALUE - (int) gathered[gathered.length - 1 - i];
      weights[i] = weight(scores[ids[i]], highest, temperature);
    }
    return new Candidates(ids, weights);
  }
}
