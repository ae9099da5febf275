package dev.rung.classifier.train;

import dev.rung.classifier.DenseFeatures;
import dev.rung.classifier.WordGrams;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the weighted sum that comes closest to the targets of lessons, in squares, with a price on
 * large weights (ridge regression), by conjugate gradients. The constant part is free.
 *
 * <p>Of few noisy lessons it learns more than a network does. Deterministic; for one thread.
 */
final class Ridge {
  private static final int MOST_STEPS = 120;
  private static final double CLOSE_ENOUGH = 1e-9;
  private static final double FREE = 1e-6;

  private final List<Lesson> lessons;
  private final boolean[] used;
  private final int features = DenseFeatures.count();
  private final double[] price;

  private Ridge(List<Lesson> lessons, List<String> dense, double gramPrice, double densePrice) {
    this.lessons = lessons;
    this.used = new boolean[features];
    this.price = new double[WordGrams.BUCKETS + features + 1];
    Arrays.fill(price, gramPrice);
    Arrays.fill(price, WordGrams.BUCKETS, price.length - 1, densePrice);
    price[price.length - 1] = FREE;
    for (String name : dense) {
      used[DenseFeatures.featureNames().indexOf(name)] = true;
    }
  }

  /**
   * Fits.
   *
   * @param dense names of the dense features that take part
   * @param gramPrice of the squared weights of grams
   * @param densePrice of the squared weights of dense features
   */
  static Expert fit(List<Lesson> lessons, List<String> dense, double gramPrice, double densePrice) {
    double[] weights = new Ridge(lessons, dense, gramPrice, densePrice).solve();
    float[] grams = new float[WordGrams.BUCKETS];
    float[] features = new float[DenseFeatures.count()];
    for (int i = 0; i < grams.length; i++) {
      grams[i] = (float) weights[i];
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) weights[grams.length + i];
    }
    return new Expert(grams, features, (float) weights[weights.length - 1]);
  }

  private double[] solve() {
    double[] weights = new double[price.length];
    double[] rest = new double[price.length];
    double[] diagonal = price.clone();
    for (Lesson lesson : lessons) {
      add(lesson.input(), lesson.weight() * lesson.target()[0], rest);
      addSquares(lesson, diagonal);
    }
    double[] scaled = divided(rest, diagonal);
    double[] way = scaled.clone();
    double left = dot(rest, scaled);
    double enough = left * CLOSE_ENOUGH;
    for (int step = 0; step < MOST_STEPS && left > enough; step++) {
      double[] bent = curvature(way);
      double far = left / dot(way, bent);
      for (int i = 0; i < weights.length; i++) {
        weights[i] += far * way[i];
        rest[i] -= far * bent[i];
      }
      scaled = divided(rest, diagonal);
      double now = dot(rest, scaled);
      for (int i = 0; i < way.length; i++) {
        way[i] = scaled[i] + now / left * way[i];
      }
      left = now;
    }
    return weights;
  }

  private double[] curvature(double[] way) {
    double[] bent = new double[way.length];
    for (int i = 0; i < way.length; i++) {
      bent[i] = price[i] * way[i];
    }
    for (Lesson lesson : lessons) {
      add(lesson.input(), lesson.weight() * product(lesson.input(), way), bent);
    }
    return bent;
  }

  private double product(Input input, double[] weights) {
    double sum = weights[weights.length - 1];
    for (int gram : input.grams()) {
      sum += input.scale() * weights[gram];
    }
    for (int i = 0; i < features; i++) {
      sum += used[i] ? input.dense()[i] * weights[WordGrams.BUCKETS + i] : 0;
    }
    return sum;
  }

  private void add(Input input, double by, double[] sum) {
    sum[sum.length - 1] += by;
    for (int gram : input.grams()) {
      sum[gram] += by * input.scale();
    }
    for (int i = 0; i < features; i++) {
      sum[WordGrams.BUCKETS + i] += used[i] ? by * input.dense()[i] : 0;
    }
  }

  private void addSquares(Lesson lesson, double[] sum) {
    Input input = lesson.input();
    sum[sum.length - 1] += lesson.weight();
    for (int gram : input.grams()) {
      sum[gram] += lesson.weight() * input.scale() * input.scale();
    }
    for (int i = 0; i < features; i++) {
      float value = used[i] ? input.dense()[i] : 0;
      sum[WordGrams.BUCKETS + i] += lesson.weight() * value * value;
    }
  }

  private static double[] divided(double[] values, double[] by) {
    double[] quotients = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      quotients[i] = values[i] / by[i];
    }
    return quotients;
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
