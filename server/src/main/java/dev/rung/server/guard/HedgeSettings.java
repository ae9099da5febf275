package dev.rung.server.guard;

/**
 * When a second model is asked beside one that is slow to begin.
 *
 * @param enabled whether ever
 * @param share of all requests for which it may be, 0 to 1, once a small stock is used up
 */
public record HedgeSettings(boolean enabled, double share) {
  public static final HedgeSettings OFF = new HedgeSettings(false, 0);

  public HedgeSettings {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be 0 to 1");
    }
  }
}
