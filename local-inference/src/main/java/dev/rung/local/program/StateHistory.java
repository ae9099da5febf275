package dev.rung.local.program;

import java.util.Arrays;

/**
 * Of a memory that is one state for all tokens so far, and the state from before the last step.
 *
 * <p>A cut into the last step goes back to the state before it and computes the kept tokens of that
 * step again, together with the next ones: rows of a step cost little next to its weights, and
 * states after each token would cost much memory.
 */
final class StateHistory implements History {
  /** More tokens than that are not computed again. */
  static final int MOST_PENDING = 16;

  /** Tokens before the last step. */
  private int base;

  /** Tokens of the last step; those to compute again after a copy. */
  private int[] tail;

  /** Whether the memory has the whole tail in its state; else nothing of it. */
  private boolean tailComputed;

  private int length;

  StateHistory() {
    this(0, new int[0], false);
  }

  private StateHistory(int base, int[] tail, boolean tailComputed) {
    this.base = base;
    this.tail = tail;
    this.tailComputed = tailComputed;
    this.length = base + tail.length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean canCut(int to) {
    return to == length || (to >= base && to < length && to - base <= MOST_PENDING);
  }

  @Override
  public void cut(int to) {
    length = to;
  }

  @Override
  public boolean undo() {
    return tailComputed && length < base + tail.length;
  }

  @Override
  public int[] pending() {
    return tailComputed && !undo() ? new int[0] : Arrays.copyOf(tail, length - base);
  }

  @Override
  public void append(int[] tokens) {
    base = length;
    tail = tokens.clone();
    tailComputed = true;
    length += tokens.length;
  }

  @Override
  public Copy copy(int to) {
    boolean undo = tailComputed && to < base + tail.length;
    boolean whole = tailComputed && !undo;
    int[] again = whole ? new int[0] : Arrays.copyOf(tail, to - base);
    return new Copy(new StateHistory(to - again.length, again, false), undo);
  }
}
