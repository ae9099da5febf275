package dev.rung.local.graph;

import dev.rung.local.InferenceException;
import java.io.IOException;

/** A weight that is packed, in portions of rows that may go side by side. */
sealed interface Part permits BlockPart, FloatPart, TablePart {

  int rows();

  /** Numbers in a row, for how large a portion is. */
  int columns();

  /** Packs the rows from the first to before the last. */
  void pack(Workspace workspace, int first, int last) throws InferenceException, IOException;
}
