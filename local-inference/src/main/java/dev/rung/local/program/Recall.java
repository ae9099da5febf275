package dev.rung.local.program;

/** What a sequence can go back to. */
enum Recall {
  /** Keys and values of each position: every length. */
  EVERY_LENGTH {
    @Override
    History history() {
      return new PositionHistory(0);
    }
  },
  /** A state, and the one before the last step. */
  LAST_STEP {
    @Override
    History history() {
      return new StateHistory();
    }
  };

  /** That of a sequence without tokens. */
  abstract History history();
}
