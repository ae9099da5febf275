package dev.rung.local.graph;

import java.util.Optional;

/**
 * Where the rows and columns of a packed matrix come from.
 *
 * @param from for each row of it that of the checkpoint, or -1 for zeros; empty: as they are
 * @param sourceRows of the checkpoint
 * @param across the same for columns
 */
record Places(Optional<int[]> from, int sourceRows, Optional<int[]> across, int sourceColumns) {

  static Places same(int rows, int columns) {
    return new Places(Optional.empty(), rows, Optional.empty(), columns);
  }

  int rows() {
    return from.map(places -> places.length).orElse(sourceRows);
  }

  int columns() {
    return across.map(places -> places.length).orElse(sourceColumns);
  }

  /** The row of the checkpoint for a row; -1 for zeros. */
  int row(int row) {
    return from.isPresent() ? from.get()[row] : row;
  }

  /** Puts the columns of a row of the checkpoint where they are packed. */
  float[] spread(float[] source, float[] row) {
    int[] places = across.orElseThrow();
    for (int i = 0; i < places.length; i++) {
      row[i] = places[i] < 0 ? 0 : source[places[i]];
    }
    return row;
  }
}
