package dev.rung.server.config;

/**
 * The table [classify.grid_weights]: how much each feature of a grid puzzle counts; together 1.
 *
 * @param size cells of the largest grid
 * @param entropy of its colours
 * @param diversity how many colours there are
 * @param transformation how much changes from grid to grid
 */
public record GridShares(double size, double entropy, double diversity, double transformation) {
  private static final Format<Double> SHARE = Format.number(0, 1);
  private static final double ROUNDING = 1e-9;

  public static final GridShares DEFAULT = new GridShares(0.3, 0.3, 0.2, 0.2);

  public GridShares {
    SHARE.check("size", size);
    SHARE.check("entropy", entropy);
    SHARE.check("diversity", diversity);
    SHARE.check("transformation", transformation);
    if (!isWhole(size + entropy + diversity + transformation)) {
      throw new IllegalArgumentException("grid_weights must add up to 1");
    }
  }

  static GridShares read(Section section) {
    double size = section.get("size", SHARE, DEFAULT.size);
    double entropy = section.get("entropy", SHARE, DEFAULT.entropy);
    double diversity = section.get("diversity", SHARE, DEFAULT.diversity);
    double transformation = section.get("transformation", SHARE, DEFAULT.transformation);
    if (!isWhole(size + entropy + diversity + transformation)) {
      section.problem("size", ", entropy, diversity and transformation must add up to 1");
      return DEFAULT;
    }
    return new GridShares(size, entropy, diversity, transformation);
  }

  private static boolean isWhole(double sum) {
    return Math.abs(sum - 1) <= ROUNDING;
  }
}
