package dev.rung.server.rpc;

import static dev.rung.server.rpc.Wrong.pairs;
import static dev.rung.server.rpc.Wrong.wrong;

import dev.rung.v1.GenerateRequest;
import dev.rung.v1.Grid;
import dev.rung.v1.Hints;
import java.util.Collections;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile and mistaken hints. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InvalidHintsTest {
  private final Rig rig = new Rig();

  @AfterAll
  void close() {
    rig.close();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("hints")
  void namesTheFieldThatIsWrong(
      String field, String what, UnaryOperator<GenerateRequest.Builder> change) {
    Wrong.assertNamed(rig, field, change);
  }

  static Stream<Arguments> hints() {
    return Stream.of(
        hint("hints.lines_of_code", "negative", Hints.newBuilder().setLinesOfCode(-1)),
        hint("hints.task_type", "control characters", Hints.newBuilder().setTaskType("a\u0007")),
        hint("hints.domain", "too long", Hints.newBuilder().setDomain("d".repeat(257))),
        hint("hints.language", "NUL", Hints.newBuilder().setLanguage("\0")),
        hint("hints.entities", "broken list", Hints.newBuilder().putEntities("cow", "[\"a\"")),
        hint("hints.entities", "list of numbers", Hints.newBuilder().putEntities("cow", "[1]")),
        hint("hints.entities", "257 of them", Hints.newBuilder().putAllEntities(pairs(257))),
        hint("hints.context_documents[0]", "NUL", Hints.newBuilder().addContextDocuments("\0")),
        hint(
            "hints.context_documents[0]",
            "too long",
            Hints.newBuilder().addContextDocuments("x".repeat(9 * 1024 * 1024))),
        hint(
            "hints.context_documents",
            "1001 of them",
            Hints.newBuilder().addAllContextDocuments(Collections.nCopies(1_001, "x"))),
        hint("hints.grids[0]", "empty", Hints.newBuilder().addGrids(Grid.newBuilder())),
        hint("hints.grids[0]", "ragged", Hints.newBuilder().addGrids(grid(3, 2).addRows(row(1)))),
        hint(
            "hints.grids[1]",
            "wide",
            Hints.newBuilder().addGrids(grid(1, 1)).addGrids(grid(1, 101))),
        hint("hints.grids[0]", "high", Hints.newBuilder().addGrids(grid(101, 1))),
        hint(
            "hints.grids",
            "65 of them",
            Hints.newBuilder().addAllGrids(Collections.nCopies(65, grid(1, 1).build()))));
  }

  private static Arguments hint(String field, String what, Hints.Builder hints) {
    return wrong(field, what, b -> b.setHints(hints));
  }

  private static Grid.Builder grid(int rows, int width) {
    Grid.Builder grid = Grid.newBuilder();
    IntStream.range(0, rows).forEach(i -> grid.addRows(row(width)));
    return grid;
  }

  private static Grid.Row.Builder row(int width) {
    return Grid.Row.newBuilder().addAllCells(Collections.nCopies(width, 3));
  }
}
