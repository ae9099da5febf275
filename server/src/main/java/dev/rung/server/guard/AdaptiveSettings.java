package dev.rung.server.guard;

/**
 * How the number of calls in flight at one provider is found.
 *
 * @param enabled off leaves {@code most} in force
 * @param least it never goes below this, 1 or more
 * @param most where it begins, and what it never exceeds
 */
public record AdaptiveSettings(boolean enabled, int least, int most) {
  public static final AdaptiveSettings DEFAULT = new AdaptiveSettings(true, 4, 256);

  public AdaptiveSettings {
    if (least < 1 || least > most) {
      throw new IllegalArgumentException("least must be 1 or more and not above most");
    }
  }
}
