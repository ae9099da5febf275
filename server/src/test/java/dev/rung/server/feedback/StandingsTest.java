package dev.rung.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.server.generate.Tier;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class StandingsTest {
  private static final Offset<Double> EXACTLY = within(1e-12);
  private static final double PRIOR = 0.8;

  private final Standings standings = new Standings(100);

  private static StandingTable.Key key(String tenant) {
    return new StandingTable.Key(tenant, "mistral", Tier.SMALL);
  }

  /** After so many verdicts of the same value. */
  private static Standing said(int times, double value) {
    RunningMean mean = RunningMean.OF_QUALITY;
    for (int i = 0; i < times; i++) {
      mean = mean.with(value);
    }
    return new Standing(mean, RunningMean.PLAIN, times);
  }

  private double expected(String tenant) {
    return standings.expected(tenant, "mistral", Tier.SMALL, PRIOR);
  }

  @Test
  void aTenantGoesByItsOwnVerdictsAndAnotherOneByThePrior() {
    standings.put(key("acme"), said(1_000, 0));

    assertThat(expected("acme")).isLessThan(0.01);
    assertThat(expected("bob")).isEqualTo(PRIOR);
  }

  @Test
  void fourTenantsDoNotOutweighThePriorForAnother() {
    for (int i = 0; i < 4; i++) {
      standings.put(key("tenant " + i), said(1_000, 0));
    }

    assertThat(expected("bob")).isEqualTo(PRIOR);
  }

  @Test
  void ofManyTenantsEachCountsAsOneVerdictForTheOthers() {
    standings.put(key("loud"), said(10_000, 0));
    for (int i = 0; i < 4; i++) {
      standings.put(key("tenant " + i), said(1, 1));
    }

    double calm = (5 * PRIOR + 1) / 6;

    assertThat(expected("bob"))
        .isCloseTo(
            (5 * PRIOR + said(10_000, 0).quality(PRIOR).orElseThrow() + 4 * calm) / 10,
            within(1e-9));
  }

  @Test
  void aTenantsOwnVoteDoesNotCountAmongThoseOfOthers() {
    for (int i = 0; i < 5; i++) {
      standings.put(key("tenant " + i), said(1, 0));
    }

    assertThat(expected("tenant 0")).isEqualTo(PRIOR);
    assertThat(expected("bob")).isLessThan(PRIOR);
  }

  @Test
  void ownVerdictsBeginAtWhatOthersSay() {
    for (int i = 0; i < 20; i++) {
      standings.put(key("tenant " + i), said(1_000, 0));
    }
    double others = expected("bob");
    assertThat(others).isLessThan(0.5 * PRIOR);

    standings.put(key("bob"), said(5, 1));

    assertThat(expected("bob")).isCloseTo((5 * others + 5) / 10, EXACTLY);
  }

  @Test
  void anOlderStandingDoesNotReplaceANewerOne() {
    standings.put(key("acme"), said(9, 0));
    standings.put(key("acme"), said(5, 1));

    assertThat(standings.of(key("acme"))).isEqualTo(said(9, 0));
  }

  @Test
  void tenantsWhoseVerdictIsOldestAreForgottenBeyondTheBound() {
    Standings few = new Standings(2);
    few.put(key("a"), said(5, 0));
    few.put(key("b"), said(5, 0));
    few.put(key("a"), said(6, 0));

    few.put(key("c"), said(5, 0));

    assertThat(few.of(key("b"))).isEqualTo(Standing.NONE);
    assertThat(few.of(key("a"))).isEqualTo(said(6, 0));
    assertThat(few.of(key("c"))).isEqualTo(said(5, 0));
  }

  @Test
  void theDiskKeepsAsManyTenantsAsAreAllowedAndEverybodys() throws Exception {
    try (Store store = Store.open(StoreSettings.inMemory(), List.of(Feedback.schema()))) {
      store
          .changeNow(db -> {
            for (String tenant : List.of("", "a", "b", "c")) {
              Instant at = Instant.ofEpochSecond(tenant.isEmpty() ? 0 : tenant.charAt(0));
              StandingTable.put(db, key(tenant), said(1, 0), at, 2);
            }
            return true;
          })
          .get(1, TimeUnit.MINUTES);

      Map<StandingTable.Key, Standing> all = store.read(StandingTable::all);

      assertThat(all.keySet()).containsExactly(key(""), key("b"), key("c"));
    }
  }
}
