package dev.rung.server.call;

import dev.rung.server.generate.Grid;
import java.util.List;
import java.util.Optional;

/** What the hints of a request must be like, whatever protocol they came by. */
public final class HintRules {
  public static final int MAX_ENTITIES = 256;
  public static final int MAX_DOCUMENTS = 1_000;
  public static final int MAX_GRIDS = 64;
  private static final int MAX_SIDE = 100;

  private HintRules() {}

  /** The grid of these rows; absent, with a violation, where they are none. */
  public static Optional<Grid> grid(String field, List<List<Integer>> rows, Violations violations) {
    Optional<String> fault = fault(rows);
    fault.ifPresent(rule -> violations.add(field, rule));
    return fault.isPresent() ? Optional.empty() : Optional.of(new Grid(rows));
  }

  private static Optional<String> fault(List<List<Integer>> rows) {
    if (rows.isEmpty() || rows.getFirst().isEmpty()) {
      return Optional.of("must have at least one cell");
    }
    int width = rows.getFirst().size();
    if (rows.size() > MAX_SIDE || width > MAX_SIDE) {
      return Optional.of("must have at most " + MAX_SIDE + " rows of " + MAX_SIDE + " cells");
    }
    boolean even = rows.stream().allMatch(row -> row.size() == width);
    return even ? Optional.empty() : Optional.of("must have rows of the same length");
  }
}
