package dev.rung.server.config;

/**
 * The table [routing.gain]: from which gain on a strategy asks a stronger tier than the task's, and
 * below which a weaker one.
 */
public record GainSettings(Bounds balanced, Bounds costFirst, Bounds qualityFirst) {
  private static final Format<Double> GAIN = Format.number(0, 1);

  public static final GainSettings DEFAULT =
      new GainSettings(new Bounds(0.55, 0), new Bounds(1, 0.15), new Bounds(0.05, 0));

  static GainSettings read(Section section) {
    return new GainSettings(
        section.table("balanced", each -> Bounds.read(each, DEFAULT.balanced)),
        section.table("cost_first", each -> Bounds.read(each, DEFAULT.costFirst)),
        section.table("quality_first", each -> Bounds.read(each, DEFAULT.qualityFirst)));
  }

  /**
   * One strategy's.
   *
   * @param upFrom 1 is never
   * @param downBelow 0 is never; at most {@code upFrom}
   */
  public record Bounds(double upFrom, double downBelow) {
    public Bounds {
      GAIN.check("up_from", upFrom);
      GAIN.check("down_below", downBelow);
      if (downBelow > upFrom) {
        throw new IllegalArgumentException("down_below must be at most up_from");
      }
    }

    private static Bounds read(Section section, Bounds fallback) {
      double upFrom = section.get("up_from", GAIN, fallback.upFrom);
      double downBelow = section.get("down_below", GAIN, fallback.downBelow);
      if (downBelow > upFrom) {
        section.problem("down_below", " must be at most up_from");
        return fallback;
      }
      return new Bounds(upFrom, downBelow);
    }
  }
}
