package dev.rung.classifier.file;

/**
 * How a table is kept in whole numbers of 8 bits: with a scale for each column, so that its largest
 * number is {@value #MOST}.
 */
public final class Rounding {
  private static final int MOST = 127;

  private final float[] scales;

  private Rounding(float[] scales) {
    this.scales = scales;
  }

  /**
   * Of a table.
   *
   * @param table row by row
   * @param width columns
   */
  public static Rounding ofColumns(float[] table, int width) {
    float[] scales = new float[width];
    for (int i = 0; i < table.length; i++) {
      scales[i % width] = Math.max(scales[i % width], Math.abs(table[i]));
    }
    for (int i = 0; i < width; i++) {
      scales[i] = Math.max(scales[i], Float.MIN_NORMAL) / MOST;
    }
    return new Rounding(scales);
  }

  /** Rounds a table to what is kept of it. */
  public static void apply(float[] table, int width) {
    Rounding rounding = ofColumns(table, width);
    for (int i = 0; i < table.length; i++) {
      int column = i % width;
      table[i] = rounding.number(column, table[i]) * rounding.scale(column);
    }
  }

  /** What one in a column stands for. */
  public float scale(int column) {
    return scales[column];
  }

  /** The whole number that stands for a value in a column. */
  public byte number(int column, float value) {
    return (byte) Math.round(value / scales[column]);
  }
}
