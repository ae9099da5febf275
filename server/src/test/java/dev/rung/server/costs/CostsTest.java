package dev.rung.server.costs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.budget.Ledger;
import dev.rung.server.budget.LedgerLine;
import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.provider.Prices;
import dev.rung.server.record.Recorded;
import dev.rung.server.stats.Baseline;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.store.StoreSettings;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostsTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** A nano-dollar for each token. */
  private static final Baseline BASELINE =
      new Baseline(
          "large",
          Tier.LARGE,
          Prices.of(new Money(1_000_000), new Money(1_000_000)),
          Duration.ofSeconds(1));

  private final Store store =
      Store.open(StoreSettings.inMemory(), List.of(Ledger.SCHEMA, Costs.SCHEMA));
  private final Costs costs = new Costs(store, () -> NOON);

  CostsTest() {
    costs.compareWith(Optional.of(BASELINE));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static void book(Store store, Costs costs, LedgerLine... lines) throws Exception {
    store
        .changeNow(db -> {
          costs.booked(db, List.of(lines));
          return lines.length;
        })
        .get(1, TimeUnit.MINUTES);
  }

  private CostReport by(Dimension dimension) throws StoreException {
    return report(NOON.minus(Duration.ofDays(1)), dimension, Step.WHOLE);
  }

  private CostReport report(Instant from, Dimension by, Step every) throws StoreException {
    return costs.report(new CostQuery(from, Optional.empty(), by, every)).orElseThrow();
  }

  private void lose(String scope, Instant at, long nanos) throws Exception {
    store
        .changeNow(db -> {
          PreparedStatement put = db.prepared("INSERT INTO ledger_unaccounted VALUES (?, ?, ?)");
          put.setString(1, scope);
          put.setLong(2, at.toEpochMilli());
          put.setLong(3, nanos);
          return put.executeUpdate();
        })
        .get(1, TimeUnit.MINUTES);
  }

  @Test
  void showsWhatIsUnaccountedUnderTheNamesThatHaveItAndTheRestUnderNobodys() throws Exception {
    book(store, costs, Lines.at(NOON).cost(100).tenant("acme").build());
    lose("global", NOON, 70);
    lose("tenant:acme", NOON, 50);
    lose("tenant:bob", NOON.minus(Duration.ofDays(2)), 9);

    assertThat(keys(by(Dimension.TENANT)))
        .containsExactly(tuple("acme", 150L), tuple("(unaccounted)", 20L));
    assertThat(keys(by(Dimension.MODEL)))
        .containsExactly(tuple("small", 100L), tuple("(unaccounted)", 70L));
    assertThat(by(Dimension.TIER).total().cost()).isEqualTo(new Money(170));
    assertThat(by(Dimension.TIER).total().estimated()).isEqualTo(new Money(70));
    assertThat(by(Dimension.TIER).total().attempts()).isEqualTo(1);
  }

  @Test
  void countsEverybodysUnaccountedInTheTotalWhereTenantsHaveMoreTogether() throws Exception {
    lose("global", NOON, 70);
    lose("tenant:acme", NOON, 50);
    lose("tenant:bob", NOON, 60);

    CostReport report = by(Dimension.TENANT);

    assertThat(keys(report)).containsExactly(tuple("bob", 60L), tuple("acme", 50L));
    assertThat(report.total().cost()).isEqualTo(new Money(70));
  }

  @Test
  void showsWhatIsUnaccountedInItsHour() throws Exception {
    lose("global", NOON.minus(Duration.ofMinutes(1)), 70);

    assertThat(report(NOON.minus(Duration.ofHours(2)), Dimension.MODEL, Step.HOUR).lines())
        .singleElement()
        .satisfies(line -> assertThat(line.at()).contains(NOON.minus(Duration.ofHours(1))));
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
        book(apart, oneByOne, line);
      }
      book(store, costs, lines.toArray(LedgerLine[]::new));

      CostQuery hours =
          new CostQuery(
              NOON.minus(Duration.ofDays(1)), Optional.empty(), Dimension.TENANT, Step.HOUR);

      assertThat(costs.report(hours).orElseThrow().lines()).hasSizeGreaterThan(20);
      assertThat(costs.report(hours)).isEqualTo(oneByOne.report(hours));
    }
  }

  @Test
  void sumsUpAttemptsByEachDimension() throws Exception {
    book(
        store,
        costs,
        Lines.at(NOON).cost(100).build(),
        Lines.at(NOON).cost(50).tenant("acme").build(),
        Lines.at(NOON).cost(700).model("large", "anthropic", Tier.LARGE).build(),
        Lines.at(NOON).cost(0).model("mamba", "local", Tier.LOCAL_FALLBACK).build());

    assertThat(keys(by(Dimension.MODEL)))
        .containsExactly(tuple("large", 700L), tuple("small", 150L), tuple("mamba", 0L));
    assertThat(keys(by(Dimension.TENANT)))
        .containsExactly(tuple("default", 800L), tuple("acme", 50L));
    assertThat(keys(by(Dimension.PROVIDER)))
        .containsExactly(tuple("anthropic", 700L), tuple("openai", 150L), tuple("local", 0L));
    assertThat(keys(by(Dimension.TIER)))
        .containsExactly(tuple("4", 700L), tuple("2", 150L), tuple("fallback", 0L));
    assertThat(by(Dimension.MODEL).total().cost()).isEqualTo(new Money(850));
  }

  private static List<org.assertj.core.groups.Tuple> keys(CostReport report) {
    return report.lines().stream()
        .map(line -> tuple(line.key(), line.sums().cost().nanos()))
        .toList();
  }

  @Test
  void keepsEveryKindOfTokenAndMoneyApart() throws Exception {
    book(
        store,
        costs,
        Lines.at(NOON).cost(100).usage(new Usage(10, 4, 3, 5, 2, false)).build(),
        Lines.at(NOON).cost(30).usage(new Usage(20, 0, 5, 0, true)).build(),
        Lines.at(NOON).cost(7).usage(new Usage(40, 0, 5, 0, false)).wasted().build(),
        Lines.at(NOON).unpriced().usage(new Usage(80, 0, 5, 0, false)).build());

    assertThat(by(Dimension.MODEL).total())
        .isEqualTo(
            new CostSums(
                0,
                4,
                150,
                4,
                3,
                20,
                2,
                new Money(137),
                new Money(30),
                new Money(7),
                // Neither what was wasted nor what has no price is compared.
                new Money(15 + 25),
                1));
    assertThat(by(Dimension.MODEL).total().saved()).isEqualTo(new Money(40 - 137));
  }

  @Test
  void countsRequestsUnderWhatAnsweredThem() throws Exception {
    costs.record(Recorded.by("small", Tier.SMALL).at(NOON).done());
    costs.record(Recorded.by("small", Tier.SMALL).at(NOON).spared(30, 12).fromCache().done());
    costs.record(Recorded.byTemplate().at(NOON).spared(3, 2).done());
    costs.record(Recorded.byTemplate().at(NOON).done());
    costs.record(Recorded.byNobody("BUDGET_EXCEEDED").at(NOON).done());

    CostReport report = by(Dimension.MODEL);

    assertThat(report.lines())
        .extracting(
            CostReport.Line::key,
            line -> line.sums().requests(),
            line -> line.sums().baseline().nanos())
        .containsExactlyInAnyOrder(
            tuple("template", 2L, 5L),
            tuple("cache", 1L, 42L),
            tuple("none", 1L, 0L),
            tuple("small", 1L, 0L));
    assertThat(by(Dimension.TIER).lines())
        .extracting(CostReport.Line::key)
        .containsExactlyInAnyOrder("0", "2", "cache", "none");
  }

  @Test
  void dividesTimeByHoursAndDays() throws Exception {
    book(
        store,
        costs,
        Lines.at("2026-11-20T23:59:59Z").cost(1).build(),
        Lines.at("2026-11-21T00:00:00Z").cost(2).build(),
        Lines.at("2026-11-21T00:14:59Z").cost(4).build(),
        Lines.at("2026-11-21T00:59:59Z").cost(8).build(),
        Lines.at("2026-11-21T01:00:00Z").cost(16).build());
    Instant from = Instant.parse("2026-11-20T00:00:00Z");

    assertThat(times(report(from, Dimension.MODEL, Step.HOUR)))
        .containsExactly(
            tuple("2026-11-20T23:00:00Z", 1L),
            tuple("2026-11-21T00:00:00Z", 14L),
            tuple("2026-11-21T01:00:00Z", 16L));
    assertThat(times(report(from, Dimension.MODEL, Step.DAY)))
        .containsExactly(tuple("2026-11-20T00:00:00Z", 1L), tuple("2026-11-21T00:00:00Z", 30L));
  }

  private static List<org.assertj.core.groups.Tuple> times(CostReport report) {
    return report.lines().stream()
        .map(line -> tuple(line.at().orElseThrow().toString(), line.sums().cost().nanos()))
        .toList();
  }

  @Test
  void countsFromTheFirstQuarterUpToTheEnd() throws Exception {
    book(
        store,
        costs,
        Lines.at("2026-11-21T10:14:59Z").cost(1).build(),
        Lines.at("2026-11-21T10:15:00Z").cost(2).build(),
        Lines.at("2026-11-21T10:45:00Z").cost(4).build());

    CostReport report =
        costs
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
  void countsOfOneTenantNothingOfAnother() throws Exception {
    book(
        store,
        costs,
        Lines.at(NOON).cost(1).tenant("acme").build(),
        Lines.at(NOON).cost(2).tenant("acme").model("large", "cloud", Tier.LARGE).build(),
        Lines.at(NOON).cost(40).tenant("bob").build());
    costs.record(Recorded.byTemplate().at(NOON).tenant("bob").done());
    lose("global", NOON, 700);
    lose("tenant:acme", NOON, 300);
    lose("tenant:bob", NOON, 500);
    lose("model:small", NOON, 600);

    assertThat(keys(ofTenant("acme", Dimension.TENANT))).containsExactly(tuple("acme", 303L));
    assertThat(keys(ofTenant("acme", Dimension.MODEL)))
        .containsExactly(tuple("(unaccounted)", 300L), tuple("large", 2L), tuple("small", 1L));
    assertThat(ofTenant("acme", Dimension.TIER).total().cost()).isEqualTo(new Money(303));
    assertThat(ofTenant("acme", Dimension.TIER).total().requests()).isZero();
    assertThat(ofTenant("nobody", Dimension.TENANT).lines()).isEmpty();
    assertThat(ofTenant("nobody", Dimension.TENANT).total()).isEqualTo(CostSums.NOTHING);
  }

  private CostReport ofTenant(String tenant, Dimension by) throws StoreException {
    return costs
        .report(new CostQuery(NOON, Optional.empty(), by, Step.WHOLE, Optional.of(tenant)))
        .orElseThrow();
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
    Costs narrow = new Costs(store, () -> NOON, 2, 3);
    for (int i = 0; i < 5; i++) {
      narrow.record(Recorded.byTemplate().at(NOON).tenant("tenant-" + i).done());
    }
    narrow.writeNow();
    book(
        store,
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
    book(
        store,
        costs,
        Lines.at(NOON).cost(Long.MAX_VALUE - 5).build(),
        Lines.at(NOON).cost(100).build(),
        Lines.at(NOON).cost(Long.MAX_VALUE).tenant("acme").build());

    assertThat(by(Dimension.MODEL).total().cost()).isEqualTo(new Money(Long.MAX_VALUE));
    assertThat(by(Dimension.TENANT).lines())
        .extracting(line -> line.sums().cost().nanos())
        .containsExactly(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  @Test
  void refusesMoreStepsThanAnybodyCanLookAt() throws Exception {
    CostQuery hours = new CostQuery(Instant.EPOCH, Optional.of(NOON), Dimension.MODEL, Step.HOUR);

    assertThat(costs.report(hours)).isEmpty();
  }

  @Test
  void keepsEverythingOverARestart(@TempDir Path folder) throws Exception {
    StoreSettings settings = StoreSettings.durable(folder.resolve("rung.db"));
    try (Store before = Store.open(settings, List.of(Ledger.SCHEMA, Costs.SCHEMA))) {
      Costs first = new Costs(before, () -> NOON);
      first.record(Recorded.by("small", Tier.SMALL).at(NOON).done());
      book(before, first, Lines.at(NOON).cost(9).build());
      first.writeNow();
    }

    try (Store after = Store.open(settings, List.of(Ledger.SCHEMA, Costs.SCHEMA))) {
      CostReport report = new Costs(after, () -> NOON).report(query(Dimension.MODEL)).orElseThrow();
      assertThat(report.total().cost()).isEqualTo(new Money(9));
      assertThat(report.total().requests()).isEqualTo(1);
    }
  }
}
