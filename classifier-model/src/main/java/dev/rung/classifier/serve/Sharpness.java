package dev.rung.classifier.serve;

/**
 * By what outputs are divided before they become probabilities: by the more, the less certain.
 *
 * @param known the temperature of text whose words are all known, above 0
 * @param unknown the temperature of text whose words are all unknown, above 0
 */
public record Sharpness(double known, double unknown) {
  public Sharpness {
    if (!(known > 0 && unknown > 0 && known + unknown < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "temperatures must be above 0, not " + known + " and " + unknown);
    }
  }

  /**
   * The temperature between both, along a line of logarithms.
   *
   * @param unfamiliar share of the words that are unknown, 0 to 1
   */
  public double at(double unfamiliar) {
    return Math.pow(known, 1 - unfamiliar) * Math.pow(unknown, unfamiliar);
  }
}
