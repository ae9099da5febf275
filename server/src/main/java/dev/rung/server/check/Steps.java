package dev.rung.server.check;

/** Bounds the work on one answer: a schema may name itself, and multiply. One thread. */
final class Steps {
  private static final long MOST = 2_000_000;
  private static final int DEEPEST = 400;

  private long taken;
  private int depth;

  /** Takes so many, which are more than the next thing needs. */
  void take(long count) throws UncheckableException {
    taken += count;
    if (taken > MOST) {
      throw new UncheckableException("it takes too many steps");
    }
  }

  void enter() throws UncheckableException {
    take(1);
    depth++;
    if (depth > DEEPEST) {
      throw new UncheckableException("it refers to itself too deeply");
    }
  }

  void leave() {
    depth--;
  }
}
