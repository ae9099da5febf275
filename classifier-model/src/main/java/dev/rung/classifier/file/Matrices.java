package dev.rung.classifier.file;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import dev.rung.onnx.ElementType;
import dev.rung.onnx.StoredModel;

/**
 * The matrices of a classifier, row by row. What is <em>seen</em> of a prompt is a row of the sums
 * of known words, the sums of all words, and the dense features.
 *
 * @param sizes how large they are
 * @param table a row for each bucket and one of zeros, in whole numbers
 * @param inward from what is seen to the hidden layer
 * @param bias of the hidden layer
 * @param past from what is seen to what is said
 * @param pastBias of what is said
 * @param outward from the hidden layer to what is said
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Matrices(
    Sizes sizes,
    byte[] table,
    float[] inward,
    float[] bias,
    float[] past,
    float[] pastBias,
    float[] outward) {
  /** Rows of the table: one for each bucket, and one of zeros. */
  public static final int ROWS = WordGrams.BUCKETS + 1;

  /** Sums of words: of those that are known, and of all. */
  static final int SUMS = 2;

  /**
   * How large matrices are.
   *
   * @param columns of the table
   * @param hidden width of the hidden layer
   * @param tiers outputs for tiers
   * @param gain outputs for gain; 0 for none
   */
  public record Sizes(int columns, int hidden, int tiers, int gain) {
    /** How many numbers are seen of a prompt. */
    public int seen() {
      return SUMS * columns + DenseFeatures.count();
    }

    /** How many numbers are said of it. */
    public int said() {
      return tiers + gain;
    }
  }

  /**
   * Reads a file that {@link ModelWriter} wrote.
   *
   * @throws IllegalArgumentException when it is another one
   */
  public static Matrices of(StoredModel model, int tiers) {
    int columns = last("table", model);
    int hidden = last("inward", model);
    Sizes sizes = new Sizes(columns, hidden, tiers, last("past", model) - tiers);
    return new Matrices(
        sizes,
        model
            .weight("table", ElementType.INT8, ROWS, columns)
            .orElseThrow(() -> other("table"))
            .elements(),
        reals(model, "inward", sizes.seen(), hidden),
        reals(model, "bias", 1, hidden),
        reals(model, "past", sizes.seen(), sizes.said()),
        reals(model, "past.bias", 1, sizes.said()),
        reals(model, "outward", hidden, sizes.said()));
  }

  /**
   * The same with a way of its own from the words of a prompt, known or not, to the tiers: the sum
   * of the words' numbers is added to what is said.
   *
   * @param numbers for each bucket one number for each tier
   * @param scales what one of the numbers stands for, for each tier
   */
  public Matrices withWords(byte[] numbers, float[] scales) {
    Sizes wider =
        new Sizes(sizes.columns() + sizes.tiers(), sizes.hidden(), sizes.tiers(), sizes.gain());
    float[] widePast = widened(past, sizes.said());
    for (int tier = 0; tier < sizes.tiers(); tier++) {
      int row = wider.columns() + sizes.columns() + tier;
      widePast[row * sizes.said() + tier] = scales[tier];
    }
    return new Matrices(
        wider,
        widerTable(numbers),
        widened(inward, sizes.hidden()),
        bias,
        widePast,
        pastBias,
        outward);
  }

  private byte[] widerTable(byte[] numbers) {
    int wide = sizes.columns() + sizes.tiers();
    byte[] wider = new byte[ROWS * wide];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(table, row * sizes.columns(), wider, row * wide, sizes.columns());
    }
    for (int row = 0; row < WordGrams.BUCKETS; row++) {
      System.arraycopy(
          numbers, row * sizes.tiers(), wider, row * wide + sizes.columns(), sizes.tiers());
    }
    return wider;
  }

  /** With rows of zeros behind those of each sum. */
  private float[] widened(float[] matrix, int width) {
    float[] wider = new float[matrix.length + SUMS * sizes.tiers() * width];
    int from = 0;
    int to = 0;
    for (int sum = 0; sum < SUMS; sum++) {
      System.arraycopy(matrix, from, wider, to, sizes.columns() * width);
      from += sizes.columns() * width;
      to += (sizes.columns() + sizes.tiers()) * width;
    }
    System.arraycopy(matrix, from, wider, to, matrix.length - from);
    return wider;
  }

  private static int last(String name, StoredModel model) {
    StoredModel.Weight weight = model.weights().get(name);
    if (weight == null || weight.shape().size() != 2) {
      throw other(name);
    }
    return Math.toIntExact(weight.shape().getLast());
  }

  private static float[] reals(StoredModel model, String name, int rows, int width) {
    return model
        .weight(name, ElementType.FLOAT, rows, width)
        .orElseThrow(() -> other(name))
        .reals();
  }

  private static IllegalArgumentException other(String name) {
    return new IllegalArgumentException("it has no matrix '" + name + "' as Rung's training has");
  }
}
