package dev.rung.server.classify;

import static dev.rung.server.classify.Judging.decisive;
import static dev.rung.server.classify.Judging.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Complexity;
import dev.rung.server.generate.Grid;
import dev.rung.server.generate.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the caller says outranks what the text seems to say. */
class HintsTest {

  @ParameterizedTest
  @CsvSource({
    "genetics_performance, SIMPLE",
    "metric_query, SIMPLE",
    "nutrition_query, MEDIUM",
    "farm_management, MEDIUM",
    "comparative, COMPLEX",
    "diagnostic_synthesis, COMPLEX"
  })
  void queryTypesHaveTheirComplexity(String type, Complexity complexity) {
    Classification judged = judge("Design a scalable platform", Judging.taskType(type));

    assertThat(Complexity.of(judged.tier())).isEqualTo(complexity);
    assertThat(decisive(judged)).isEqualTo("task_type");
  }

  @ParameterizedTest
  @CsvSource({
    "simple_refactor, 1",
    "formatting, 1",
    "single_function, 2",
    "integration, 3",
    "architecture, 4",
    "Simple-Refactor, 1",
    "' api design ', 4",
    "greeting, 0"
  })
  void taskNamesHaveTheirTier(String type, int tier) {
    Classification judged = judge("What is the capital of France?", Judging.taskType(type));

    assertThat(judged.tier().level()).isEqualTo(tier);
    assertThat(judged.confidence()).isGreaterThan(0.9);
  }

  @Test
  void anUnknownTypeLeavesItToTheText() {
    Classification judged = judge("Design Twitter.", Judging.taskType("gardening"));

    assertThat(decisive(judged)).isEqualTo("architecture");
  }

  @Test
  void aListInOneEntityIsComplex() {
    Classification judged =
        judge(
            "What is the weight at day 35?",
            Judging.entities(Map.of("breed", List.of("Ross 308", "Cobb 500"))));

    assertThat(decisive(judged)).isEqualTo("several_entities");
    assertThat(Complexity.of(judged.tier())).isEqualTo(Complexity.COMPLEX);
  }

  @Test
  void aListOutranksAQueryTypeButNotTheNameOfAChore() {
    Map<String, List<String>> two = Map.of("breed", List.of("Ross 308", "Cobb 500"));

    Classification query =
        judge(
            "What is the weight?",
            Judging.hints(Optional.of("metric_query"), two, OptionalInt.empty(), List.of()));
    Classification chore =
        judge(
            "What is the weight?",
            Judging.hints(Optional.of("formatting"), two, OptionalInt.empty(), List.of()));

    assertThat(query.tier()).isEqualTo(Tier.LARGE);
    assertThat(chore.tier()).isEqualTo(Tier.TINY);
  }

  @Test
  void entitiesOfOneValueEachAreOneSubject() {
    Classification judged =
        judge(
            "What is the weight at day 35?",
            Judging.entities(Map.of("breed", List.of("Ross 308"), "age", List.of("35"))));

    assertThat(judged.tier()).isEqualTo(Tier.TINY);
  }

  @Test
  void manyDocumentsAreComplexAndFewAreNot() {
    Classification many = judge("What is the weight at day 35?", Judging.documents(5));
    Classification few = judge("What is the weight at day 35?", Judging.documents(4));

    assertThat(decisive(many)).isEqualTo("many_documents");
    assertThat(many.tier()).isEqualTo(Tier.LARGE);
    assertThat(few.tier()).isEqualTo(Tier.TINY);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "49, 2", "50, 3", "199, 3"})
  void hintedSizeDecides(int lines, int tier) {
    Classification judged = judge("Design a scheduler platform", Judging.linesOfCode(lines));

    assertThat(judged.tier().level()).isEqualTo(tier);
    assertThat(judged.confidence()).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @CsvSource({"0", "200", "100000"})
  void noCodeAndLargeCodeLeaveItToTheText(int lines) {
    Classification judged = judge("Design a scheduler platform", Judging.linesOfCode(lines));

    assertThat(decisive(judged)).isEqualTo("architecture");
  }

  @Test
  void aChoreStaysAChoreWhateverItsHintedSize() {
    Classification judged = judge("Add docstrings to the file", Judging.linesOfCode(150));

    assertThat(judged.tier()).isEqualTo(Tier.TINY);
  }

  @Test
  void hintedSizeOutranksThePastedCode() {
    Classification judged =
        judge("Add error handling\n```\nint x = f();\n```", Judging.linesOfCode(120));

    assertThat(decisive(judged)).isEqualTo("hinted_under_200_lines");
  }

  @Test
  void gridsAreScoredByTheirOwnFeatures() {
    Grid plain = new Grid(List.of(List.of(1, 1), List.of(1, 1)));
    Grid busy =
        new Grid(
            IntStream.range(0, 30)
                .mapToObj(row -> IntStream.range(0, 30).map(i -> (i + row) % 10).boxed().toList())
                .toList());
    Grid wide = new Grid(List.of(List.of(1, 2, 3)));

    Classification simple = judge("Solve it", Judging.grids(List.of(plain, plain)));
    Classification hard = judge("Solve it", Judging.grids(List.of(busy, wide)));

    assertThat(decisive(simple)).isEqualTo("grid_puzzle");
    assertThat(simple.tier()).isEqualTo(Tier.TINY);
    assertThat(hard.tier()).isEqualTo(Tier.LARGE);
    assertThat(hard.score()).isGreaterThan(0.95);
    assertThat(Judging.signals(hard)).contains("breakthrough");
    assertThat(Judging.signals(simple)).doesNotContain("breakthrough");
  }
}
