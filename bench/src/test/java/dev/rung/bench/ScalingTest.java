package dev.rung.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ScalingTest {
  private static final Scaling SCALING =
      new Scaling(
          Map.of(
              TextShape.PROSE, new TreeMap<>(Map.of(1000, 20.0, 10_000, 100.0)),
              TextShape.EMOJI, new TreeMap<>(Map.of(1000, 10.0, 10_000, 1000.0))));

  @Test
  void comparesTheTimePerCharacterWithThatOfTheShortestText() {
    assertThat(SCALING.growth(TextShape.PROSE, 1000)).isEqualTo(1);
    assertThat(SCALING.growth(TextShape.PROSE, 10_000)).isCloseTo(0.5, within(1e-9));
    assertThat(SCALING.growth(TextShape.EMOJI, 10_000)).isCloseTo(10, within(1e-9));
  }

  @Test
  void comparesWithProseOfTheSameLength() {
    assertThat(SCALING.againstProse(TextShape.EMOJI, 1000)).isEqualTo(0.5);
    assertThat(SCALING.againstProse(TextShape.EMOJI, 10_000)).isEqualTo(10);
  }

  @Test
  void printsALinePerShapeAndLength() {
    assertThat(SCALING.lines())
        .hasSize(4)
        .contains(
            "EMOJI             10,000 characters      1,000.0 us   per character  10.00 x its"
                + " shortest    10.00 x prose");
  }

  @Test
  void refusesWhatWasNotMeasured() {
    assertThatThrownBy(() -> SCALING.growth(TextShape.RIGHT_TO_LEFT, 1000))
        .hasMessage("RIGHT_TO_LEFT was not measured");
    assertThatThrownBy(() -> SCALING.againstProse(TextShape.EMOJI, 7))
        .hasMessage("EMOJI was not measured at 7");
  }
}
