package dev.rung.server.batch;

import dev.rung.server.call.Violation;
import java.util.List;

/** What a batch as a whole turned out to be. */
public sealed interface BatchReading {
  record Valid(BatchWork work) implements BatchReading {}

  /** At least one field of the batch itself is wrong. */
  record Invalid(List<Violation> violations) implements BatchReading {
    public Invalid {
      violations = List.copyOf(violations);
    }
  }
}
