package dev.rung.server.costs;

import static dev.rung.server.costs.CostsRig.NOON;
import static dev.rung.server.costs.CostsRig.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.generate.Money;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where reports show money of which nobody knows what became. */
class UnaccountedCostsTest {
  private final CostsRig rig = new CostsRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void showsWhatIsUnaccountedUnderTheNamesThatHaveItAndTheRestUnderNobodys() throws Exception {
    rig.book(Lines.at(NOON).cost(100).tenant("acme").build());
    rig.lose("global", NOON, 70);
    rig.lose("tenant:acme", NOON, 50);
    rig.lose("tenant:bob", NOON.minus(Duration.ofDays(2)), 9);

    assertThat(keys(rig.by(Dimension.TENANT)))
        .containsExactly(tuple("acme", 150L), tuple("(unaccounted)", 20L));
    assertThat(keys(rig.by(Dimension.MODEL)))
        .containsExactly(tuple("small", 100L), tuple("(unaccounted)", 70L));
    assertThat(rig.by(Dimension.TIER).total().cost()).isEqualTo(new Money(170));
    assertThat(rig.by(Dimension.TIER).total().estimated()).isEqualTo(new Money(70));
    assertThat(rig.by(Dimension.TIER).total().attempts()).isEqualTo(1);
  }

  @Test
  void countsEverybodysUnaccountedInTheTotalWhereTenantsHaveMoreTogether() throws Exception {
    rig.lose("global", NOON, 70);
    rig.lose("tenant:acme", NOON, 50);
    rig.lose("tenant:bob", NOON, 60);

    CostReport report = rig.by(Dimension.TENANT);

    assertThat(keys(report)).containsExactly(tuple("bob", 60L), tuple("acme", 50L));
    assertThat(report.total().cost()).isEqualTo(new Money(70));
  }

  @Test
  void showsWhatIsUnaccountedInItsHour() throws Exception {
    rig.lose("global", NOON.minus(Duration.ofMinutes(1)), 70);

    assertThat(rig.report(NOON.minus(Duration.ofHours(2)), Dimension.MODEL, Step.HOUR).lines())
        .singleElement()
        .satisfies(line -> assertThat(line.at()).contains(NOON.minus(Duration.ofHours(1))));
  }
}
