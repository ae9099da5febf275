package dev.rung.local.tokenizer;

/** What one rendering may still do, and whether the template gave up. For one thread. */
final class RenderBudget {
  /** Where a rendering finds its own; no template can spell a name with spaces. */
  static final String KEY = "what is left";

  private static final int STEPS = 20_000;
  private static final int STEPS_OF_TURN = 200;

  private long steps;
  private boolean refused;

  /** For a conversation of so many turns. */
  RenderBudget(int turns) {
    this.steps = STEPS + (long) turns * STEPS_OF_TURN;
  }

  /** Counts steps; the template is stopped after too many. */
  void step(int count) {
    steps -= count;
    if (steps < 0) {
      throw new IllegalStateException("the template takes too many steps");
    }
  }

  void refuse() {
    refused = true;
  }

  boolean isRefused() {
    return refused;
  }
}
