package dev.rung.local.program;

/** Which tokens a sequence holds, and which of them its memory inside the program holds. */
sealed interface History permits PositionHistory, StateHistory {

  int length();

  boolean canCut(int to);

  /** Forgets the tokens after the first {@code to}; {@link #canCut} must hold. */
  void cut(int to);

  /** Whether the memory must go back to before the last step's new tokens first. */
  boolean undo();

  /** Tokens that the memory lost by going back, to be computed again; the last of the sequence. */
  int[] pending();

  /** A step has computed what was pending, then these. */
  void append(int[] tokens);

  /** The history of a copy that is cut to a length; {@link #canCut} must hold for it. */
  Copy copy(int to);

  /**
   * A copy of a sequence.
   *
   * @param undo whether the memory is to be copied as it was before the last step's new tokens
   */
  record Copy(History history, boolean undo) {}
}
