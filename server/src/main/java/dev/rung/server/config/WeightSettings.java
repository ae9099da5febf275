package dev.rung.server.config;

/**
 * The table [routing.weights]: how much cost and latency count when a model is chosen within a
 * tier. Only their proportion matters; at least one is above 0.
 */
public record WeightSettings(double cost, double latency) {
  private static final Format<Double> WEIGHT = Format.number(0, 1);

  public static final WeightSettings DEFAULT = new WeightSettings(0.6, 0.4);

  public WeightSettings {
    WEIGHT.check("cost", cost);
    WEIGHT.check("latency", latency);
    if (cost + latency <= 0) {
      throw new IllegalArgumentException("cost and latency must not both be 0");
    }
  }

  static WeightSettings read(Section section) {
    double cost = section.get("cost", WEIGHT, DEFAULT.cost);
    double latency = section.get("latency", WEIGHT, DEFAULT.latency);
    if (cost + latency <= 0) {
      section.problem("cost", " and latency must not both be 0");
      return DEFAULT;
    }
    return new WeightSettings(cost, latency);
  }
}
