package dev.rung.server.costs;

import static dev.rung.server.costs.CostsRig.BASELINE;
import static dev.rung.server.costs.CostsRig.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.budget.Ledger;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.Recorded;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That costs are kept: over restarts, of many keys, up to the largest amount. */
class KeptCostsTest {
  private final CostsRig rig = new CostsRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void countsLinesThatAreWrittenTogetherAsOneByOne() throws Exception {
    List<LedgerLine> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(
          Lines.at(NOON.minus(Duration.ofMinutes(7L * i)))
              .tenant("tenant-" + i % 3)
              .usage(new Usage(i, 0, 1, 0, i % 4 == 0))
              .cost(i == 59 ? Long.MAX_VALUE : 1L << i)
              .build());
    }
    try (Store apart = Store.open(StoreSettings.inMemory(), List.of(Ledger.SCHEMA, Costs.SCHEMA))) {
      Costs oneByOne = new Costs(apart, () -> NOON);
      oneByOne.compareWith(Optional.of(BASELINE));
      for (LedgerLine line : lines) {
        CostsRig.book(apart, oneByOne, line);
      }
      rig.book(lines.toArray(LedgerLine[]::new));

      CostQuery hours =
          new CostQuery(
              NOON.minus(Duration.ofDays(1)), Optional.empty(), Dimension.TENANT, Step.HOUR);

      assertThat(rig.costs.report(hours).orElseThrow().lines()).hasSizeGreaterThan(20);
      assertThat(rig.costs.report(hours)).isEqualTo(oneByOne.report(hours));
    }
  }

  @Test
  void stillCountsWhatCouldNotBeWritten() throws Exception {
    Store broken = Store.open(StoreSettings.inMemory(), List.of());
    Costs forgetful = new Costs(broken, () -> NOON);
    forgetful.record(Recorded.byTemplate().at(NOON).done());

    assertThat(forgetful.writeNow()).isFalse();
    assertThat(forgetful.writeNow()).isFalse();
    broken.close();
  }

  @Test
  void countsUnderOneNameWhatComesAfterTooManyKeys() throws Exception {
    Costs narrow = new Costs(rig.store, () -> NOON, 2, 3);
    for (int i = 0; i < 5; i++) {
      narrow.record(Recorded.byTemplate().at(NOON).tenant("tenant-" + i).done());
    }
    narrow.writeNow();
    CostsRig.book(
        rig.store,
        narrow,
        Lines.at(NOON).tenant("late").build(),
        Lines.at(NOON).tenant("later").build());

    assertThat(narrow.report(query(Dimension.TENANT)).orElseThrow().lines())
        .extracting(
            CostReport.Line::key, line -> line.sums().requests(), line -> line.sums().attempts())
        .containsExactlyInAnyOrder(
            tuple("tenant-0", 1L, 0L), tuple("tenant-1", 1L, 0L), tuple("(other)", 3L, 2L));
  }

  private static CostQuery query(Dimension by) {
    return new CostQuery(NOON, Optional.empty(), by, Step.WHOLE);
  }

  @Test
  void staysAtTheLargestAmountRatherThanPassIt() throws Exception {
    rig.book(
        Lines.at(NOON).cost(Long.MAX_VALUE - 5).build(),
        Lines.at(NOON).cost(100).build(),
        Lines.at(NOON).cost(Long.MAX_VALUE).tenant("acme").build());

    assertThat(rig.by(Dimension.MODEL).total().cost()).isEqualTo(new Money(Long.MAX_VALUE));
    assertThat(rig.by(Dimension.TENANT).lines())
        .extracting(line -> line.sums().cost().nanos())
        .containsExactly(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Test
  void keepsEverythingOverARestart(@TempDir Path folder) throws Exception {
    StoreSettings settings = StoreSettings.durable(folder.resolve("rung.db"));
    try (Store before = Store.open(settings, List.of(Ledger.SCHEMA, Costs.SCHEMA))) {
      Costs first = new Costs(before, () -> NOON);
      first.record(Recorded.by("small", Tier.SMALL).at(NOON).done());
      CostsRig.book(before, first, Lines.at(NOON).cost(9).build());
      first.writeNow();
    }

    try (Store after = Store.open(settings, List.of(Ledger.SCHEMA, Costs.SCHEMA))) {
      CostReport report = new Costs(after, () -> NOON).report(query(Dimension.MODEL)).orElseThrow();
      assertThat(report.total().cost()).isEqualTo(new Money(9));
      assertThat(report.total().requests()).isEqualTo(1);
    }
  }
}
