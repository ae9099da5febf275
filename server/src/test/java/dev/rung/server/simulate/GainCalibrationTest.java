package dev.rung.server.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GainCalibrationTest {
  private final GainCalibration gains = new GainCalibration(List.of(0.1, 0.4, 0.2, 0.2, 0.1));

  @ParameterizedTest
  @CsvSource({"0, 1", "0.1, 1", "0.2, 0.4", "0.4, 0.4", "0.6, 0.2", "0.8, 0.2", "1, 0.1"})
  void findsTheLowestBoundThatSendsNoMoreThanIsWanted(double share, double bound) {
    assertThat(gains.forStrongShare(share)).isEqualTo(bound);
    assertThat(gains.strongShare(bound)).isLessThanOrEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.4", "0.4, 0.4", "0.5, 0.2", "0.8, 0.2", "0.81, 0.1", "1, 0.1"})
  void findsTheHighestBoundThatKeepsAsMuchAsIsWanted(double share, double bound) {
    assertThat(gains.forKeptGain(share)).isEqualTo(bound);
    assertThat(gains.keptGain(bound)).isGreaterThanOrEqualTo(share - 1e-9);
  }

  @Test
  void saysWhatABoundMeans() {
    assertThat(gains.tasks()).isEqualTo(5);
    assertThat(gains.strongShare(0.15)).isCloseTo(0.6, within(1e-9));
    assertThat(gains.keptGain(0.3)).isCloseTo(0.4, within(1e-9));
    assertThat(new GainCalibration(List.of(0.0)).keptGain(0.5)).isEqualTo(1);
  }

  @Test
  void needsGains() {
    assertThatThrownBy(() -> new GainCalibration(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
