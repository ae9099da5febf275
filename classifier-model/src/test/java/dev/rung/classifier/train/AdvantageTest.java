package dev.rung.classifier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.classifier.train.Advantage.Judged;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdvantageTest {
  @Test
  void isTheAreaUnderWhatIsKept() {
    assertThat(Advantage.of(List.of(new Judged(2, 1), new Judged(1, 0))))
        .isCloseTo(0.75, within(1e-9));
    assertThat(Advantage.of(List.of(new Judged(1, 1), new Judged(2, 0))))
        .isCloseTo(0.25, within(1e-9));
    assertThat(Advantage.of(List.of(new Judged(1, 1), new Judged(2, 1))))
        .isCloseTo(0.5, within(1e-9));
  }

  @Test
  void isDescribedInALine() {
    assertThat(Advantage.described(List.of(new Judged(0.4, 1), new Judged(0.2, 0))))
        .isEqualTo("2 prompts: APGR 0.750, mean gain 0.500, judged 0.300");
    assertThat(Advantage.described(List.of())).isEqualTo("too few prompts to measure");
  }
}
