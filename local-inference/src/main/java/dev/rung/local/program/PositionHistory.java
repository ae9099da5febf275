package dev.rung.local.program;

/** Of a memory with a place for each position: it can be cut anywhere. */
final class PositionHistory implements History {
  private static final int[] NONE = {};
  private int length;

  PositionHistory(int length) {
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean canCut(int to) {
    return to >= 0 && to <= length;
  }

  @Override
  public void cut(int to) {
    length = to;
  }

  @Override
  public boolean undo() {
    return false;
  }

  @Override
  public int[] pending() {
    return NONE;
  }

  @Override
  public void append(int[] tokens) {
    length += tokens.length;
  }

  @Override
  public Copy copy(int to) {
    return new Copy(new PositionHistory(to), false);
  }
}
