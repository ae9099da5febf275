package dev.rung.server.costs;

import static dev.rung.server.costs.CostsRig.NOON;
import static dev.rung.server.costs.CostsRig.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Money;
import dev.rung.server.generate.Tier;
import dev.rung.server.generate.Usage;
import dev.rung.server.record.Recorded;
import dev.rung.server.store.StoreException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What costs are counted under, by dimension and kind. */
class CostsTest {
  private final CostsRig rig = new CostsRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void sumsUpAttemptsByEachDimension() throws Exception {
    rig.book(
        Lines.at(NOON).cost(100).build(),
        Lines.at(NOON).cost(50).tenant("acme").build(),
        Lines.at(NOON).cost(700).model("large", "anthropic", Tier.LARGE).build(),
        Lines.at(NOON).cost(0).model("mamba", "local", Tier.LOCAL_FALLBACK).build());

    assertThat(keys(rig.by(Dimension.MODEL)))
        .containsExactly(tuple("large", 700L), tuple("small", 150L), tuple("mamba", 0L));
    assertThat(keys(rig.by(Dimension.TENANT)))
        .containsExactly(tuple("default", 800L), tuple("acme", 50L));
    assertThat(keys(rig.by(Dimension.PROVIDER)))
        .containsExactly(tuple("anthropic", 700L), tuple("openai", 150L), tuple("local", 0L));
    assertThat(keys(rig.by(Dimension.TIER)))
        .containsExactly(tuple("4", 700L), tuple("2", 150L), tuple("fallback", 0L));
    assertThat(rig.by(Dimension.MODEL).total().cost()).isEqualTo(new Money(850));
  }

  @Test
  void keepsEveryKindOfTokenAndMoneyApart() throws Exception {
    rig.book(
        Lines.at(NOON).cost(100).usage(new Usage(10, 4, 3, 5, 2, false)).build(),
        Lines.at(NOON).cost(30).usage(new Usage(20, 0, 5, 0, true)).build(),
        Lines.at(NOON).cost(7).usage(new Usage(40, 0, 5, 0, false)).wasted().build(),
        Lines.at(NOON).unpriced().usage(new Usage(80, 0, 5, 0, false)).build());

    assertThat(rig.by(Dimension.MODEL).total())
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
    assertThat(rig.by(Dimension.MODEL).total().saved()).isEqualTo(new Money(40 - 137));
  }

  @Test
  void countsRequestsUnderWhatAnsweredThem() throws Exception {
    rig.costs.record(Recorded.by("small", Tier.SMALL).at(NOON).done());
    rig.costs.record(Recorded.by("small", Tier.SMALL).at(NOON).spared(30, 12).fromCache().done());
    rig.costs.record(Recorded.byTemplate().at(NOON).spared(3, 2).done());
    rig.costs.record(Recorded.byTemplate().at(NOON).done());
    rig.costs.record(Recorded.byNobody("BUDGET_EXCEEDED").at(NOON).done());

    CostReport report = rig.by(Dimension.MODEL);

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
    assertThat(rig.by(Dimension.TIER).lines())
        .extracting(CostReport.Line::key)
        .containsExactlyInAnyOrder("0", "2", "cache", "none");
  }

  @Test
  void countsOfOneTenantNothingOfAnother() throws Exception {
    rig.book(
        Lines.at(NOON).cost(1).tenant("acme").build(),
        Lines.at(NOON).cost(2).tenant("acme").model("large", "cloud", Tier.LARGE).build(),
        Lines.at(NOON).cost(40).tenant("bob").build());
    rig.costs.record(Recorded.byTemplate().at(NOON).tenant("bob").done());
    rig.lose("global", NOON, 700);
    rig.lose("tenant:acme", NOON, 300);
    rig.lose("tenant:bob", NOON, 500);
    rig.lose("model:small", NOON, 600);

    assertThat(keys(ofTenant("acme", Dimension.TENANT))).containsExactly(tuple("acme", 303L));
    assertThat(keys(ofTenant("acme", Dimension.MODEL)))
        .containsExactly(tuple("(unaccounted)", 300L), tuple("large", 2L), tuple("small", 1L));
    assertThat(ofTenant("acme", Dimension.TIER).total().cost()).isEqualTo(new Money(303));
    assertThat(ofTenant("acme", Dimension.TIER).total().requests()).isZero();
    assertThat(ofTenant("nobody", Dimension.TENANT).lines()).isEmpty();
    assertThat(ofTenant("nobody", Dimension.TENANT).total()).isEqualTo(CostSums.NOTHING);
  }

  private CostReport ofTenant(String tenant, Dimension by) throws StoreException {
    return rig.costs
        .report(new CostQuery(NOON, Optional.empty(), by, Step.WHOLE, Optional.of(tenant)))
        .orElseThrow();
  }
}
