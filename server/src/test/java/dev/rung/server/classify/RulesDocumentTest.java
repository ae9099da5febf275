package dev.rung.server.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.classifier.Sense;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Hints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule stands in docs/rules.md as it is, and nothing else does. */
class RulesDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "rules.md");

  /** One line of the table. */
  record Row(
      String rule, int tier, double confidence, String reason, String hints, String example) {}

  static List<Row> rows() throws IOException {
    return lines().filter(l -> l.startsWith("| `")).map(RulesDocumentTest::row).toList();
  }

  @Test
  void listsEveryRuleInItsOrder() throws IOException {
    List<String> rules = RuleList.of(ClassifySettings.DEFAULT).stream().map(Rule::name).toList();

    assertThat(rows().stream().map(Row::rule).toList()).isEqualTo(rules);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyExampleIsJudgedAsItSays(Row row) {
    String prompt = row.example() + (row.hints().startsWith("code") ? code(row.hints()) : "");

    Classification judged = Judging.judge(prompt, hints(row.hints()));

    assertThat(Judging.decisive(judged)).isEqualTo(row.rule());
    assertThat(judged.tier().level()).isEqualTo(row.tier());
    assertThat(judged.confidence()).isEqualTo(row.confidence());
    assertThat(judged.reason()).isEqualTo("rule " + row.rule() + ": " + row.reason());
  }

  @Test
  void namesEverySenseAndEveryKindOfEvidence() throws IOException {
    String text = String.join(" ", lines().toList());

    for (Sense sense : Sense.values()) {
      assertThat(text).contains("`" + sense.name().toLowerCase(Locale.ROOT) + "`");
    }
    for (Evidence evidence : Evidence.values()) {
      assertThat(text)
          .contains(
              "| " + evidence.name().toLowerCase(Locale.ROOT) + " | " + evidence.confidence());
    }
  }

  private static Row row(String line) {
    String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
    return new Row(
        bare(cells[0]),
        Integer.parseInt(cells[1]),
        Double.parseDouble(cells[2]),
        cells[3],
        bare(cells[4]),
        bare(cells[5]));
  }

  private static String bare(String cell) {
    String text = cell.strip();
    int marks = text.startsWith("`` ") ? 3 : text.isEmpty() ? 0 : 1;
    return text.substring(marks, text.length() - marks);
  }

  private static String code(String hints) {
    return "\n" + "int total = first + second;\n".repeat(number(hints));
  }

  private static Hints hints(String written) {
    return switch (written.split(" ", 2)[0]) {
      case "task_type" -> Judging.taskType(written.split(" ", 2)[1]);
      case "documents" -> Judging.documents(number(written));
      case "lines_of_code" -> Judging.linesOfCode(number(written));
      case "grids" -> Judging.grids(List.of(new Grid(List.of(List.of(1, 1), List.of(1, 1)))));
      case "entities" ->
          Judging.entities(Map.of("breed", List.of(written.split("=", 2)[1].split(";", -1))));
      default -> Hints.NONE;
    };
  }

  private static int number(String written) {
    return Optional.of(written.split(" ", 2)[1]).map(Integer::parseInt).orElseThrow();
  }

  private static Stream<String> lines() throws IOException {
    return Files.readAllLines(DOCUMENT).stream();
  }
}
