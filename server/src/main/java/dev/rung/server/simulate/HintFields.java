package dev.rung.server.simulate;

import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code hints} of a task: the names of the contract. One thread. */
final class HintFields {
  private static final String KNOWN =
      "task_type, domain, language, entities, context_documents, lines_of_code and grids";
  private static final int MOST = 1_000_000_000;

  private final JsonFields in;
  private Optional<String> taskType = Optional.empty();
  private Optional<String> domain = Optional.empty();
  private Optional<String> language = Optional.empty();
  private final Map<String, List<String>> entities = new HashMap<>();
  private List<String> documents = List.of();
  private OptionalInt linesOfCode = OptionalInt.empty();
  private final List<Grid> grids = new ArrayList<>();

  private HintFields(JsonFields in) {
    this.in = in;
  }

  static Hints read(JsonFields in) throws IOException, TaskException {
    HintFields fields = new HintFields(in);
    in.object("hints", name -> fields.field(name, "hints." + name));
    return new Hints(
        fields.taskType,
        fields.domain,
        fields.language,
        fields.entities,
        fields.documents,
        fields.linesOfCode,
        fields.grids);
  }

  private void field(String name, String path) throws IOException, TaskException {
    switch (name) {
      case "task_type" -> taskType = Optional.of(in.text(path));
      case "domain" -> domain = Optional.of(in.text(path));
      case "language" -> language = Optional.of(in.text(path));
      case "entities" ->
          in.object(path, entity -> entities.put(entity, in.texts(path + "." + entity)));
      case "context_documents" -> documents = in.texts(path);
      case "lines_of_code" -> linesOfCode = OptionalInt.of(in.whole(path, 0, MOST));
      case "grids" -> in.array(path, this::grid);
      default -> throw in.unknown(path, KNOWN);
    }
  }

  private void grid(String path) throws IOException, TaskException {
    List<List<Integer>> rows = new ArrayList<>();
    in.array(
        path,
        row -> {
          List<Integer> cells = new ArrayList<>();
          in.array(row, cell -> cells.add(in.whole(cell, 0, MOST)));
          rows.add(cells);
        });
    boolean even = rows.stream().mapToInt(List::size).distinct().count() == 1;
    if (!even || rows.getFirst().isEmpty()) {
      throw in.problem(path + " must have rows of the same length, 1 or more");
    }
    grids.add(new Grid(rows));
  }
}
