package dev.rung.server.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReductionTest {
  @Test
  void saysWhatIsMissing() {
    assertThat(new Reduction(0, 300).inWords("phi-2"))
        .isEqualTo(
            "the prompt is too long for phi-2: about 300 tokens were left out, from the middle of"
                + " the text");
    assertThat(new Reduction(1, 40).inWords("phi-2"))
        .endsWith("left out, the oldest turn among them");
    assertThat(new Reduction(7, 40).inWords("phi-2"))
        .endsWith("left out, the oldest 7 turns among them");
  }

  @Test
  void isNeverNegative() {
    assertThatThrownBy(() -> new Reduction(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Reduction(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
