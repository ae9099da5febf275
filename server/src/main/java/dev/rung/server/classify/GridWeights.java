package dev.rung.server.classify;

/** How much each feature of a grid puzzle counts towards its score; together 1. */
public record GridWeights(double size, double entropy, double diversity, double transformation) {
  public static final GridWeights DEFAULT = new GridWeights(0.3, 0.3, 0.2, 0.2);
  private static final double ROUNDING = 1e-9;

  public GridWeights {
    Weights.requireShare("size", size);
    Weights.requireShare("entropy", entropy);
    Weights.requireShare("diversity", diversity);
    Weights.requireShare("transformation", transformation);
    double sum = size + entropy + diversity + transformation;
    if (Math.abs(sum - 1) > ROUNDING) {
      throw new IllegalArgumentException("weights of grids must add up to 1, not " + sum);
    }
  }
}
