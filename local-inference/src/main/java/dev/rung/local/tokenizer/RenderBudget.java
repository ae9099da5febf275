package dev.rung.local.tokenizer;

/** What one rendering may still do, and whether the template gave up. For one thread. */
final class RenderBudget {
  /** Where a rendering finds its own; no template can spell a name with spaces. */
  static final String KEY = "what is left";

  private static final int STEPS = 200_000;

  private int steps = STEPS;
  private boolean refused;

  /** Counts steps; the template is stopped after too many. */
  void step(int count) {
    steps -= count;
    if (steps < 0) {
      throw new IllegalStateException("the template takes more than " + STEPS + " steps");
    }
  }

  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }
}
