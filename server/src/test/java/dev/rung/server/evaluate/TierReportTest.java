package dev.rung.server.evaluate;

import static dev.rung.server.evaluate.Cases.judged;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TierReportTest {
  private static final List<Judged> JUDGED =
      List.of(
          judged("far", 0, 4, 0.6, "design", false),
          judged("caught", 1, 0, 1, "template:sum", true),
          judged("hello", 0, 0, 1, "template:greeting", true),
          judged("near-sure", 2, 3, 0.9, "chore", false),
          judged("near-unsure", 2, 3, 0.3, "chore", false),
          judged("right", 3, 3, 0.7, "chore", false));

  @Test
  void showsTheScoresOfAllAndOfTheConfident() {
    assertThat(TierReport.of(JUDGED, 0))
        .contains(
            "all                n 6  exact 0.333  within one 0.833  macro-F1 0.250  under 0.167"
                + "  over 0.500  ECE 0.517",
            "confidence >= 0.7  coverage 0.667  exact 0.500  within one 1.000")
        .noneMatch(line -> line.startsWith("trivia"));
  }

  @Test
  void showsScoresWithTriviaAtEitherTierWhereThereIsTrivia() {
    assertThat(TierReport.of(List.of(Cases.trivia(1), Cases.trivia(2)), 0))
        .anyMatch(line -> line.startsWith("all  ") && line.contains("exact 0.000"))
        .anyMatch(line -> line.startsWith("trivia at 0 or 1") && line.contains("exact 0.500"));
  }

  @Test
  void tellsWhatTheBumpChangesAndWhetherConfidenceCanBeBelieved() {
    List<Judged> unsure =
        List.of(Cases.bumped(2, 2, 0.55), Cases.bumped(3, 2, 0.65), judged(1, 1, 1));

    assertThat(TierReport.of(unsure, 0))
        .anyMatch(line -> line.startsWith("all  ") && line.contains("under 0.000  over 0.333"))
        .anyMatch(line ->
            line.startsWith("before the bump  ") && line.contains("under 0.333  over 0.000"))
        .containsSequence(
            "0.5 to 0.6                         1  0.550  1.000",
            "0.6 to 0.7                         1  0.650  0.000",
            "0.9 to 1.0                         1  1.000  1.000");
  }

  @Test
  void namesEveryCaptureAndCountsTierZeroThatWasAnswered() {
    assertThat(TierReport.of(JUDGED, 0))
        .containsSequence(
            "captures           1 of 4 prompts above tier 0 answered by a template"
                + " (250.0 per mille)",
            "  caught  template:sum",
            "answered           1 of 2 prompts of tier 0 (0.500)");
  }

  @Test
  void showsHowManyPromptsASmallModelIsEnoughFor() {
    assertThat(TierReport.of(JUDGED, 0))
        .contains("tiers 0 to 2       0.333 of the prompts were sent there, 0.833 belong there");
  }

  @Test
  void tabulatesWhatWasTakenForWhat() {
    assertThat(TierReport.of(JUDGED, 0))
        .contains(
            "tier 0                 1     0     0     0     1    0.500",
            "tier 2                 0     0     0     2     0    0.000",
            "tier 4                 0     0     0     0     0    0.000");
  }

  @Test
  void groupsBySourceAndByRule() {
    assertThat(TierReport.of(JUDGED, 0))
        .anyMatch(line -> line.matches("chat +6 +0.333 +0.833 +0.167 +0.500"))
        .anyMatch(line -> line.matches("chore +3 +0.333 +1.000 +0.000 +0.667"));
  }

  @Test
  void listsMissesFarthestThenSurestFirstWithoutTheirText() {
    List<String> lines = TierReport.of(JUDGED, 0);

    assertThat(lines.subList(lines.size() - 4, lines.size()))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("far").endsWith("0 -> 4  0.60  design"),
            line -> assertThat(line).startsWith("caught"),
            line -> assertThat(line).startsWith("near-sure"),
            line -> assertThat(line).startsWith("near-unsure"));
    assertThat(lines).noneMatch(line -> line.contains("the text of"));
  }

  @Test
  void showsTheTextOfAsManyMissesAsAskedFor() {
    assertThat(TierReport.of(JUDGED, 2))
        .filteredOn(line -> line.contains("the text of"))
        .containsExactly("    the text of far", "    the text of caught");
  }
}
