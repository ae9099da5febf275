package dev.rung.server.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final Instant NOON = Instant.parse("2026-03-07T12:00:00Z");
  private static final Instant NOW = NOON.plusSeconds(1_800);
  private static final Instant MIDNIGHT = Instant.parse("2026-03-07T00:00:00Z");

  private static Outage.Left left(String budget, long nanos) {
    BudgetKey key = BudgetKey.parse(budget).orElseThrow();
    return new Outage.Left(key, key.period().at(NOW, ZoneOffset.UTC), nanos);
  }

  private static Unaccounted line(String scope, Instant at, long nanos) {
    return new Unaccounted(Scope.parse(scope).orElseThrow(), at, new Money(nanos));
  }

  private static List<Unaccounted> lines(Instant oldest, Outage.Left... left) {
    return new Outage(List.of(left), oldest).lines();
  }

  @Test
  void aBudgetByItselfLosesWhatIsLeftOfWhatWasBooked() {
    assertThat(lines(NOW, left("global/daily", 40))).containsExactly(line("global", NOW, 40));
  }

  @Test
  void budgetsOfOneScopeLoseTheLeastThatIsLeftOfThem() {
    assertThat(
            lines(
                NOW,
                left("global/total", 9_000),
                left("global/hourly", 70),
                left("global/daily", 40)))
        .containsExactly(line("global", NOW, 40));
  }

  @Test
  void aLongerSpanCanHaveLostMoreWhereSomethingBeganBeforeTheShorterOne() {
    Instant before = NOON.minusSeconds(60);

    assertThat(
            lines(
                before,
                left("global/total", 9_000),
                left("global/hourly", 30),
                left("global/daily", 40)))
        .containsExactly(line("global", NOON, 30), line("global", before, 10));
  }

  @Test
  void aShorterSpanIsBoundedByALongerOneWithLessLeft() {
    assertThat(lines(MIDNIGHT, left("global/hourly", 50), left("global/daily", 20)))
        .containsExactly(line("global", NOON, 20));
  }

  @Test
  void aTenantLosesNoMoreThanIsLeftForEverybody() {
    assertThat(
            lines(
                NOW,
                left("global/daily", 40),
                left("tenant:acme/total", 500),
                left("tenant:bob/total", 5)))
        .containsExactly(
            line("global", NOW, 40), line("tenant:acme", NOW, 40), line("tenant:bob", NOW, 5));
  }

  @Test
  void everybodyLosesTheLargestSumWhereEverybodyHasNoBudget() {
    assertThat(
            lines(
                NOW,
                left("tenant:acme/total", 10),
                left("tenant:bob/total", 5),
                left("model:large/total", 12)))
        .containsExactly(
            line("tenant:acme", NOW, 10),
            line("tenant:bob", NOW, 5),
            line("model:large", NOW, 12),
            line("global", NOW, 10),
            line("global", NOW, 5));
  }

  @Test
  void aSpanThatWasOverBeforeTheOldestAttemptLosesNothing() {
    BudgetKey hourly = BudgetKey.parse("global/hourly").orElseThrow();
    Outage.Left over =
        new Outage.Left(hourly, hourly.period().at(NOON.minusSeconds(7_200), ZoneOffset.UTC), 30);

    assertThat(lines(NOW, over)).isEmpty();
    assertThat(lines(NOW, over, left("global/daily", 40))).containsExactly(line("global", NOW, 40));
  }

  @Test
  void nothingIsLostWhereNothingIsLeft() {
    assertThat(lines(NOW, left("global/daily", 0), left("tenant:acme/daily", -10))).isEmpty();
    assertThat(lines(NOW)).isEmpty();
  }
}
