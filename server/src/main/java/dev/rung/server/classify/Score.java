package dev.rung.server.classify;

import dev.rung.server.generate.Signal;
import java.util.List;

/**
 * The weighted features of a task, added up.
 *
 * @param value 0 to 1
 * @param clear whether enough is known, and the value is far enough from the next tier, to go by it
 * @param parts what each feature added
 */
record Score(double value, boolean clear, List<Signal> parts) {
  Score {
    parts = List.copyOf(parts);
  }
}
