package dev.rung.server.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Attempt;
import dev.rung.server.generate.FinishReason;
import dev.rung.server.generate.Tier;
import dev.rung.server.record.Recorded;
import dev.rung.server.record.RequestRecord;
import dev.rung.server.stats.StatsSnapshot.ModelFigures;
import dev.rung.server.stats.StatsSnapshot.TierFigures;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted of single models. */
class ModelFiguresTest {
  private final Statistics statistics =
      new Statistics(() -> Instant.parse("2026-03-01T10:00:00Z"), Optional::empty);

  private void record(Recorded... all) {
    for (Recorded one : all) {
      statistics.record(one.done());
    }
  }

  private ModelFigures model(String name) {
    return statistics.snapshot().byModel().stream()
        .filter(figures -> figures.model().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void countsAModelsFailedCallsAgainstItAlsoWhenAnotherModelAnswered() {
    record(
        Recorded.servedBy("good", Tier.SMALL)
            .attempt("bad", Tier.SMALL, Attempt.Result.FAILED)
            .attempt("good", Tier.SMALL, Attempt.Result.ANSWERED)
            .firstChoiceFailed());

    assertThat(model("bad").figures().count()).isZero();
    assertThat(model("bad").figures().successRate()).isZero();
    assertThat(model("bad").tier()).contains(Tier.SMALL);
    assertThat(model("bad").provider()).isEmpty();
    assertThat(model("good").figures().count()).isOne();
    assertThat(model("good").figures().successRate()).isEqualTo(1);
    assertThat(model("good").provider()).contains("a-provider");
  }

  @Test
  void saysNothingOfAModelWhoseCallWasRefusedOrCancelled() {
    record(
        Recorded.byNobody("BUDGET_EXCEEDED")
            .attempt("dear", Tier.LARGE, Attempt.Result.REFUSED)
            .attempt("slow", Tier.LARGE, Attempt.Result.CANCELLED));

    assertThat(statistics.snapshot().byModel()).isEmpty();
  }

  @Test
  void takesAModelsSuccessFromRequestsWhereNoCallIsKnown() {
    record(
        Recorded.servedBy("a", Tier.SMALL).undecided(),
        Recorded.servedBy("a", Tier.SMALL).undecided().finish(FinishReason.ERROR));

    assertThat(model("a").figures().successRate()).isEqualTo(0.5);
  }

  @Test
  void countsCacheHitsForTiersButForNoModel() {
    record(Recorded.servedBy("a", Tier.SMALL).fromCache(), Recorded.byTemplate());

    StatsSnapshot snapshot = statistics.snapshot();

    assertThat(snapshot.cacheHitRate()).isEqualTo(0.5);
    assertThat(snapshot.byModel()).isEmpty();
    assertThat(snapshot.byTier())
        .extracting(TierFigures::tier)
        .containsExactly(Tier.TEMPLATE, Tier.SMALL);
  }

  @Test
  void countsAModelsFailedCallsAlsoWhereAKeptAnswerStoodIn() {
    record(
        Recorded.servedBy("kept", Tier.SMALL)
            .fromCache()
            .attempt("down", Tier.SMALL, Attempt.Result.FAILED));

    ModelFigures down = statistics.snapshot().byModel().getFirst();
    assertThat(down.model()).isEqualTo("down");
    assertThat(down.figures().count()).isZero();
    assertThat(down.figures().successRate()).isZero();
  }

  @Test
  void countsModelsBeyondAThousandTogether() {
    RequestRecord[] of =
        IntStream.range(0, 1_003)
            .mapToObj(i -> Recorded.by("m" + i, Tier.SMALL).done())
            .toArray(RequestRecord[]::new);
    for (RequestRecord one : of) {
      statistics.record(one);
    }

    StatsSnapshot snapshot = statistics.snapshot();

    assertThat(snapshot.byModel()).hasSize(1_001);
    ModelFigures other = snapshot.byModel().getLast();
    assertThat(other.model()).isEqualTo("(other)");
    assertThat(other.tier()).isEmpty();
    assertThat(other.figures().count()).isEqualTo(3);
    assertThat(snapshot.total().count()).isEqualTo(1_003);
  }
}
