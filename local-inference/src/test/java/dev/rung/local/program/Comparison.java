package dev.rung.local.program;

import dev.rung.local.InferenceException;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Logits after each of some tokens: exact, rounded, and exact ones with noise, of several draws.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Comparison(int[] ids, float[][] exact, float[][] rounded, List<float[][]> noisy) {

  static Comparison of(
      int[] ids, TorchDecoder exact, TorchDecoder rounded, TorchDecoder noisy, int draws)
      throws InferenceException {
    List<float[][]> drawn = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      drawn.add(logits(noisy, ids));
    }
    return new Comparison(ids, logits(exact, ids), logits(rounded, ids), drawn);
  }

  private static float[][] logits(TorchDecoder decoder, int[] ids) throws InferenceException {
    try (Sequence sequence = decoder.open(ids.length)) {
      Logits logits = decoder.forward(List.of(new Input(sequence, ids, ids.length)));
      float[][] rows = new float[logits.rows()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = logits.row(i);
      }
      return rows;
    }
  }

  /** The root of a figure's mean over all rows. */
  static double rootMean(
      List<Comparison> comparisons, ToDoubleBiFunction<Comparison, Integer> figure) {
    double sum = 0;
    int rows = 0;
    for (Comparison comparison : comparisons) {
      for (int row = 0; row < comparison.ids.length; row++) {
        sum += figure.applyAsDouble(comparison, row);
        rows++;
      }
    }
    return Math.sqrt(sum / rows);
  }

  /** The mean square by which rounding changed a row. */
  double squaredError(int row) {
    return squared(rounded[row], exact[row]);
  }

  /** The mean square by which noise changed a row. */
  double squaredNoise(int row) {
    return noisy.stream().mapToDouble(drawn -> squared(drawn[row], exact[row])).average().orElse(0);
  }

  /** The root of the mean square by which each draw of noise changed all rows. */
  static DoubleSummaryStatistics draws(List<Comparison> comparisons) {
    int draws = comparisons.getFirst().noisy.size();
    return IntStream.range(0, draws)
        .mapToDouble(draw ->
            rootMean(comparisons, (one, row) -> squared(one.noisy.get(draw)[row], one.exact[row])))
        .summaryStatistics();
  }

  /** By how much the likeliest token of a row leads. */
  double lead(int row) {
    int best = Oracle.argmax(exact[row]);
    double second = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < exact[row].length; i++) {
      second = i == best ? second : Math.max(second, exact[row][i]);
    }
    return exact[row][best] - second;
  }

  /** By how much rounding made the tokens less likely: the sum of their losses. */
  double lossChange() {
    double change = 0;
    for (int row = 0; row + 1 < ids.length; row++) {
      change += loss(rounded[row], ids[row + 1]) - loss(exact[row], ids[row + 1]);
    }
    return change;
  }

  private static double loss(float[] row, int token) {
    double highest = row[Oracle.argmax(row)];
    double sum = 0;
    for (float logit : row) {
      sum += Math.exp(logit - highest);
    }
    return Math.log(sum) + highest - row[token];
  }

  static double squared(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) (one[i] - other[i]) * (one[i] - other[i]);
    }
    return sum / one.length;
  }
}
