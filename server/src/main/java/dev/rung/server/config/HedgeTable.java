package dev.rung.server.config;

/**
 * The table [guard.hedge]: when a second model is asked beside one that is slow to begin.
 *
 * @param enabled whether ever
 * @param share of all requests for which it may be
 */
public record HedgeTable(boolean enabled, double share) {
  private static final Format<Double> SHARE = Format.number(0, 1);

  public static final HedgeTable DEFAULT = new HedgeTable(false, 0.05);

  public HedgeTable {
    SHARE.check("share", share);
  }

  static HedgeTable read(Section section) {
    return new HedgeTable(
        section.get("enabled", Format.FLAG, DEFAULT.enabled),
        section.get("share", SHARE, DEFAULT.share));
  }
}
