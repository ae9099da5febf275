package dev.rung.server.generate;

/** How able a model is, and so how dear; how hard a task is uses the same scale, 0 to 4. */
public enum Tier {
  TEMPLATE(0, "tier 0"),
  TINY(1, "tier 1"),
  SMALL(2, "tier 2"),
  MEDIUM(3, "tier 3"),
  LARGE(4, "tier 4"),

  /** The in-process model that answers when nothing remote may or can; beside the scale. */
  LOCAL_FALLBACK(-1, "local fallback");

  private final int level;
  private final String label;

  Tier(int level, String label) {
    this.level = level;
    this.label = label;
  }

  /** The tier of this level, 0 to 4. */
  public static Tier ofLevel(int level) {
    return switch (level) {
      case 0 -> TEMPLATE;
      case 1 -> TINY;
      case 2 -> SMALL;
      case 3 -> MEDIUM;
      case 4 -> LARGE;
      default -> throw new IllegalArgumentException("a tier's level is 0 to 4, not " + level);
    };
  }

  /** 0 to 4, or -1 for {@link #LOCAL_FALLBACK}. */
  public int level() {
    return level;
  }

  /** As people read it, such as "tier 2". */
  public String label() {
    return label;
  }

  /** The next tier up; the highest stays. */
  public Tier bumped() {
    return this == LOCAL_FALLBACK || this == LARGE ? this : ofLevel(level + 1);
  }

  /** Whether a model of this tier takes part in routing by difficulty. */
  public boolean ranked() {
    return this != LOCAL_FALLBACK && this != TEMPLATE;
  }
}
