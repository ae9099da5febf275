package dev.rung.server.generate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the caller knows of the task; outranks what is guessed from the text.
 *
 * @param entities what the task is about; several values of one entity are several entities
 */
public record Hints(
    Optional<String> taskType,
    Optional<String> domain,
    Optional<String> language,
    Map<String, List<String>> entities,
    List<String> contextDocuments,
    OptionalInt linesOfCode,
    List<Grid> grids) {
  public static final Hints NONE =
      new Hints(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(),
          OptionalInt.empty(),
          List.of());

  public Hints {
    entities = Map.copyOf(entities);
    contextDocuments = List.copyOf(contextDocuments);
    grids = List.copyOf(grids);
  }
}
