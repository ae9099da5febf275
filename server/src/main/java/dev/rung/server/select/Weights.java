package dev.rung.server.select;

/**
 * How much cost, latency, missing quality and the place in the configuration count when models are
 * ranked. Each is divided by the largest of the group first, so that they compare.
 */
public record Weights(double cost, double latency, double quality, double position) {
  /** 0.6 cost + 0.4 latency. */
  public static final Weights DEFAULT = of(0.6, 0.4);

  public Weights {
    check("cost", cost);
    check("latency", latency);
    check("quality", quality);
    check("position", position);
    if (cost + latency + quality + position == 0) {
      throw new IllegalArgumentException("at least one weight must be above 0");
    }
  }

  /** Cost and latency alone. */
  public static Weights of(double cost, double latency) {
    return new Weights(cost, latency, 0, 0);
  }

  private static void check(String name, double value) {
    if (!(value >= 0 && value <= 1_000)) {
      throw new IllegalArgumentException(
          "weight " + name + " must be 0 or more and finite, not " + value);
    }
  }
}
