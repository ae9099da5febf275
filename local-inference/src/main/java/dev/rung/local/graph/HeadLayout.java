package dev.rung.local.graph;

import java.util.Arrays;

/**
 * How the dimensions of a head lie where {@code GroupQueryAttention} takes them: it wants heads of
 * a multiple of 16 and turns pairs (i, i + n) with n a multiple of 8. Queries and keys may be put
 * in any common order, and zeros added, without changing a product of the two; pairs that do not
 * turn get an angle of 0. For most models it is the order of the checkpoint.
 *
 * @param size dimensions of a head in the checkpoint
 * @param turned how many of them turn with the position, the first ones; even
 */
record HeadLayout(int size, int turned) {
  private static final int SIZE_STEP = 16;
  private static final int PAIRS_STEP = 8;
  private static final int NOTHING = -1;

  /** Dimensions of a head in the graph. */
  int padded() {
    return roundUp(size, SIZE_STEP);
  }

  /** Pairs that the operator turns, those with an angle of 0 included. */
  int pairs() {
    return Math.max(PAIRS_STEP, roundUp(turned / 2, PAIRS_STEP));
  }

  boolean isPlain() {
    return padded() == size && (pairs() == turned / 2);
  }

  /** For each dimension of a query or key in the graph, that of the checkpoint; -1 for a zero. */
  int[] turnedPlaces() {
    int[] places = new int[padded()];
    Arrays.fill(places, NOTHING);
    int half = turned / 2;
    for (int i = 0; i < half; i++) {
      places[i] = i;
      places[pairs() + i] = half + i;
    }
    int free = 0;
    for (int i = turned; i < size; i++) {
      while (places[free] != NOTHING) {
        free++;
      }
      // A place within the turned pairs has an angle of 0.
      places[free] = i;
    }
    return places;
  }

  /** The same for a value. */
  int[] plainPlaces() {
    int[] places = new int[padded()];
    Arrays.setAll(places, i -> i < size ? i : NOTHING);
    return places;
  }

  private static int roundUp(int number, int step) {
    return (number + step - 1) / step * step;
  }
}
