package dev.rung.classifier.feedback;

import dev.rung.classifier.WordGrams;
import dev.rung.classifier.file.Rounding;
import java.util.List;

/**
 * What is added to a model's sums for the tiers: for each bucket of words a number for each tier.
 * It begins with zeros, that is with the model as it was, and pays for the square of every number
 * (ridge penalty), so that words of which little is known move little. Found by accelerated
 * gradient descent (Nesterov, "Introductory Lectures on Convex Optimization", 2004, scheme 2.2.22)
 * over all lessons at once: the same lessons in the same order give the same correction. For one
 * thread.
 */
final class Correction {
  private static final int TIERS = 5;
  private static final int STEPS = 150;
  private static final int POWER_STEPS = 12;

  /** The most that the softmax function can be bent. */
  private static final double BEND = 0.5;

  /** The bend is found from below. */
  private static final double MARGIN = 1.1;

  private final double[] numbers = new double[WordGrams.BUCKETS * TIERS];

  private Correction() {}

  /** That changes nothing. */
  static Correction none() {
    return new Correction();
  }

  /**
   * The best for these lessons.
   *
   * @param price of the square of a number, in lessons
   */
  static Correction of(List<Lesson> lessons, double price) {
    Correction found = new Correction();
    found.learn(lessons, price);
    return found;
  }

  /** Probabilities of the tiers as corrected. */
  double[] probabilities(Lesson lesson) {
    double[] sums = new double[TIERS];
    for (int gram : lesson.grams()) {
      for (int tier = 0; tier < TIERS; tier++) {
        sums[tier] += numbers[gram * TIERS + tier];
      }
    }
    double most = Double.NEGATIVE_INFINITY;
    for (int tier = 0; tier < TIERS; tier++) {
      sums[tier] = lesson.uncorrected()[tier] + sums[tier] * lesson.scale() / lesson.temperature();
      most = Math.max(most, sums[tier]);
    }
    double whole = 0;
    for (int tier = 0; tier < TIERS; tier++) {
      sums[tier] = Math.exp(sums[tier] - most);
      whole += sums[tier];
    }
    for (int tier = 0; tier < TIERS; tier++) {
      sums[tier] /= whole;
    }
    return sums;
  }

  /** For each bucket a whole number for each tier, to be multiplied by {@link #scales}. */
  byte[] rounded() {
    Rounding rounding = Rounding.ofColumns(reals(), TIERS);
    float[] reals = reals();
    byte[] whole = new byte[reals.length];
    for (int i = 0; i < reals.length; i++) {
      whole[i] = rounding.number(i % TIERS, reals[i]);
    }
    return whole;
  }

  float[] scales() {
    Rounding rounding = Rounding.ofColumns(reals(), TIERS);
    float[] scales = new float[TIERS];
    for (int tier = 0; tier < TIERS; tier++) {
      scales[tier] = rounding.scale(tier);
    }
    return scales;
  }

  private float[] reals() {
    float[] reals = new float[numbers.length];
    for (int i = 0; i < reals.length; i++) {
      reals[i] = (float) numbers[i];
    }
    return reals;
  }

  private void learn(List<Lesson> lessons, double price) {
    double bend = price + MARGIN * BEND * spread(lessons);
    double root = Math.sqrt(bend / price);
    double momentum = (root - 1) / (root + 1);
    double[] before = numbers.clone();
    for (int step = 0; step < STEPS; step++) {
      double[] slope = slope(lessons, price);
      for (int i = 0; i < numbers.length; i++) {
        double next = numbers[i] - slope[i] / bend;
        numbers[i] = next + momentum * (next - before[i]);
        before[i] = next;
      }
    }
    System.arraycopy(before, 0, numbers, 0, before.length);
  }

  private double[] slope(List<Lesson> lessons, double price) {
    double[] slope = new double[numbers.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = price * numbers[i];
    }
    for (Lesson lesson : lessons) {
      double[] said = probabilities(lesson);
      double by = lesson.weight() * lesson.scale() / lesson.temperature();
      for (int gram : lesson.grams()) {
        for (int tier = 0; tier < TIERS; tier++) {
          slope[gram * TIERS + tier] += by * (said[tier] - lesson.target()[tier]);
        }
      }
    }
    return slope;
  }

  /** The largest eigenvalue of the lessons' second moments, by the power method. */
  private static double spread(List<Lesson> lessons) {
    double[] direction = new double[WordGrams.BUCKETS];
    for (Lesson lesson : lessons) {
      add(lesson, 1, direction);
    }
    double spread = 0;
    for (int step = 0; step < POWER_STEPS; step++) {
      double length = Math.sqrt(sumOfSquares(direction));
      if (length == 0) {
        return 0;
      }
      double[] next = new double[direction.length];
      for (Lesson lesson : lessons) {
        double along = 0;
        for (int gram : lesson.grams()) {
          along += direction[gram] / length * lesson.scale();
        }
        double temperature = lesson.temperature();
        add(lesson, along * lesson.weight() / temperature / temperature, next);
      }
      spread = Math.sqrt(sumOfSquares(next));
      direction = next;
    }
    return spread;
  }

  private static void add(Lesson lesson, double by, double[] sum) {
    for (int gram : lesson.grams()) {
      sum[gram] += by * lesson.scale();
    }
  }

  private static double sumOfSquares(double[] vector) {
    double sum = 0;
    for (double each : vector) {
      sum += each * each;
    }
    return sum;
  }
}
