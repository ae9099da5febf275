package dev.rung.server.select;

/**
 * What a gain must be for another tier than the task's own.
 *
 * @param upFrom from this gain on a stronger tier is asked; at 1 never
 * @param downBelow below this gain a weaker tier is asked; at 0 never
 */
public record GainBounds(double upFrom, double downBelow) {
  public GainBounds {
    if (!(downBelow >= 0 && upFrom <= 1 && downBelow <= upFrom)) {
      throw new IllegalArgumentException(
          "downBelow and upFrom must be 0 to 1 and in this order, not %s and %s"
              .formatted(downBelow, upFrom));
    }
  }
}
