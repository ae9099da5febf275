package dev.rung.server.costs;

import static dev.rung.server.costs.CostsRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which time a report is about, and how that is divided. */
class CostPeriodsTest {
  private final CostsRig rig = new CostsRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void dividesTimeByHoursAndDays() throws Exception {
    rig.book(
        Lines.at("2026-11-20T23:59:59Z").cost(1).build(),
        Lines.at("2026-11-21T00:00:00Z").cost(2).build(),
        Lines.at("2026-11-21T00:14:59Z").cost(4).build(),
        Lines.at("2026-11-21T00:59:59Z").cost(8).build(),
        Lines.at("2026-11-21T01:00:00Z").cost(16).build());
    Instant from = Instant.parse("2026-11-20T00:00:00Z");

    assertThat(times(rig.report(from, Dimension.MODEL, Step.HOUR)))
        .containsExactly(
            tuple("2026-11-20T23:00:00Z", 1L),
            tuple("2026-11-21T00:00:00Z", 14L),
            tuple("2026-11-21T01:00:00Z", 16L));
    assertThat(times(rig.report(from, Dimension.MODEL, Step.DAY)))
        .containsExactly(tuple("2026-11-20T00:00:00Z", 1L), tuple("2026-11-21T00:00:00Z", 30L));
  }

  private static List<Tuple> times(CostReport report) {
    return report.lines().stream()
        .map(line -> tuple(line.at().orElseThrow().toString(), line.sums().cost().nanos()))
        .toList();
  }

  @Test
  void countsFromTheFirstQuarterUpToTheEnd() throws Exception {
    rig.book(
        Lines.at("2026-11-21T10:14:59Z").cost(1).build(),
        Lines.at("2026-11-21T10:15:00Z").cost(2).build(),
        Lines.at("2026-11-21T10:45:00Z").cost(4).build());

    CostReport report =
        rig.costs
            .report(
                new CostQuery(
                    Instant.parse("2026-11-21T10:29:00Z"),
                    Optional.of(Instant.parse("2026-11-21T10:59:00Z")),
                    Dimension.MODEL,
                    Step.WHOLE))
            .orElseThrow();

    assertThat(report.total().cost()).isEqualTo(new Money(2));
    assertThat(report.from()).isEqualTo("2026-11-21T10:15:00Z");
    assertThat(report.to()).isEqualTo("2026-11-21T10:45:00Z");
  }

  @Test
  void refusesMoreStepsThanAnybodyCanLookAt() throws Exception {
    CostQuery hours = new CostQuery(Instant.EPOCH, Optional.of(NOON), Dimension.MODEL, Step.HOUR);

    assertThat(rig.costs.report(hours)).isEmpty();
  }
}
