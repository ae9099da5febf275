package dev.rung.server.simulate;

import java.util.Arrays;
import java.util.List;

/**
 * Finds the gain from which on tasks should go to a stronger model, from the gains of past ones.
 * Ties go together, so a wanted share may not be met exactly. Immutable.
 */
public final class GainCalibration {
  /** In descending order. */
  private final double[] gains;

  private final double total;

  /**
   * @param gains of past tasks, 0 to 1 each
   * @throws IllegalArgumentException when there are none
   */
  public GainCalibration(List<Double> gains) {
    if (gains.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one gain");
    }
    double[] ascending = gains.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    this.gains = new double[ascending.length];
    Arrays.setAll(this.gains, i -> ascending[ascending.length - 1 - i]);
    this.total = Arrays.stream(this.gains).sum();
  }

  public int tasks() {
    return gains.length;
  }

  /**
   * The lowest gain from which on at most this share of tasks goes to the stronger model; 1 where
   * even the highest gain is too common.
   */
  public double forStrongShare(double share) {
    int most = (int) Math.floor(share * gains.length + 1e-9);
    int count = most;
    while (count > 0 && count < gains.length && gains[count - 1] == gains[count]) {
      count--;
    }
    return count == 0 ? 1 : gains[count - 1];
  }

  /**
   * The highest gain from which on at least this share is kept of all that the stronger model would
   * add.
   */
  public double forKeptGain(double share) {
    double kept = 0;
    for (double gain : gains) {
      kept += gain;
      if (kept >= share * total - 1e-9) {
        return gain;
      }
    }
    return gains[gains.length - 1];
  }

  /** The share of tasks that goes to the stronger model from this gain on. */
  public double strongShare(double threshold) {
    return (double) Arrays.stream(gains).filter(gain -> gain >= threshold).count() / gains.length;
  }

  /** The share that is kept of all that the stronger model would add. */
  public double keptGain(double threshold) {
    double kept = Arrays.stream(gains).filter(gain -> gain >= threshold).sum();
    return total == 0 ? 1 : kept / total;
  }
}
