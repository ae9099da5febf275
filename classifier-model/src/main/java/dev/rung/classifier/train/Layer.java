package dev.rung.classifier.train;

import java.util.random.RandomGenerator;

/**
 * A matrix of weights that learns by AdamW (Loshchilov and Hutter, "Decoupled Weight Decay
 * Regularization", 2019). Rows are updated one by one, so that a row that had no part in a step
 * costs nothing.
 */
final class Layer {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.99f;
  private static final float EPSILON = 1e-8f;

  final int rows;
  final int width;
  final float[] weights;
  private final float[] gradient;
  private final float[] mean;
  private final float[] square;
  private final int[] steps;

  Layer(int rows, int width) {
    this.rows = rows;
    this.width = width;
    this.weights = new float[rows * width];
    this.gradient = new float[rows * width];
    this.mean = new float[rows * width];
    this.square = new float[rows * width];
    this.steps = new int[rows];
  }

  /** Normally distributed weights. */
  Layer randomized(RandomGenerator random, double deviation) {
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
    return this;
  }

  /** Takes the weights of another layer over, from this row and column on. */
  void take(Layer other, int fromRow, int fromColumn) {
    for (int row = 0; row < other.rows; row++) {
      System.arraycopy(
          other.weights,
          row * other.width,
          weights,
          (fromRow + row) * width + fromColumn,
          other.width);
    }
  }

  /** Takes the weights of two layers of as many rows over, their columns side by side. */
  void takeBeside(Layer left, Layer right) {
    take(left, 0, 0);
    take(right, 0, left.width);
  }

  /** Adds {@code by} times a row to a sum. */
  void addRow(int row, float by, float[] sum) {
    int from = row * width;
    for (int i = 0; i < width; i++) {
      sum[i] += by * weights[from + i];
    }
  }

  /** Takes the slope of the loss along a row into account: {@code by} times the vector. */
  void learnRow(int row, float by, float[] slope) {
    int from = row * width;
    for (int i = 0; i < width; i++) {
      gradient[from + i] += by * slope[i];
    }
  }

  /** The product of a row and a vector. */
  float dot(int row, float[] vector) {
    int from = row * width;
    float sum = 0;
    for (int i = 0; i < width; i++) {
      sum += weights[from + i] * vector[i];
    }
    return sum;
  }

  /** Moves a row against its slope and forgets the slope. */
  void update(int row, float rate, float decay) {
    int step = ++steps[row];
    float meanUnbiased = (float) (1 - Math.pow(BETA1, step));
    float squareUnbiased = (float) (1 - Math.pow(BETA2, step));
    for (int i = row * width; i < (row + 1) * width; i++) {
      float slope = gradient[i];
      gradient[i] = 0;
      mean[i] = BETA1 * mean[i] + (1 - BETA1) * slope;
      square[i] = BETA2 * square[i] + (1 - BETA2) * slope * slope;
      float move =
          mean[i] / meanUnbiased / ((float) Math.sqrt(square[i] / squareUnbiased) + EPSILON);
      weights[i] -= rate * (move + decay * weights[i]);
    }
  }

  void updateAll(float rate, float decay) {
    for (int row = 0; row < rows; row++) {
      update(row, rate, decay);
    }
  }
}
