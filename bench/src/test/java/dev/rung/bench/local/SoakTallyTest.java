package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SoakTallyTest {
  private final SoakTally tally = new SoakTally();

  @Test
  void countsHowCallsEnd() {
    tally.ended("whole, answered");
    tally.ended("whole, answered");
    tally.ended("slow, answered");

    assertThat(tally.calls()).isEqualTo(3);
    assertThat(tally.ends())
        .containsExactlyInAnyOrderEntriesOf(Map.of("whole, answered", 2L, "slow, answered", 1L));
    assertThat(tally.fault()).isEmpty();
  }

  @Test
  void keepsTheFirstThatMustNotBe() {
    tally.wrong("another text");
    tally.wrong("broken");

    assertThat(tally.fault()).hasValue("another text");
    assertThat(tally.calls()).isEqualTo(2);
  }
}
