package dev.rung.local.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frequencies as the functions of the transformers library give them for heads of 16. */
class RotationTest {

  static Stream<Arguments> scalings() {
    return Stream.of(
        Arguments.of(
            10_000,
            new RopeScaling.Linear(4),
            List.of(
                0.25, 0.079056941, 0.025, 0.0079056947, 0.0025, 7.9056947e-4, 2.5e-4, 7.9056947e-5),
            1.0),
        Arguments.of(
            10_000,
            new RopeScaling.LongRope(List.of(1.0, 1.0, 1.5, 1.5, 2.0, 4.0, 8.0, 16.0), 1.25, 512),
            List.of(
                1.0,
                0.31622776,
                0.06666667,
                0.021081852,
                0.005,
                7.9056947e-4,
                1.25e-4,
                1.9764237e-5),
            1.25),
        Arguments.of(
            500_000,
            new RopeScaling.Llama3(8, 1, 4, 256),
            List.of(
                1.0,
                0.19392276,
                0.010538231,
                9.1158313e-4,
                1.7677668e-4,
                3.4281024e-5,
                6.6478697e-6,
                1.2891732e-6),
            1.0),
        Arguments.of(
            10_000,
            new RopeScaling.Yarn(4, 32, 1, 1.138629436111989, true, 512),
            List.of(
                1.0, 0.25693506, 0.0625, 0.013834965, 0.0025, 7.9056947e-4, 2.5e-4, 7.9056947e-5),
            1.138629436111989),
        Arguments.of(
            10_000,
            new RopeScaling.Yarn(4, 16, 2, 1.0259286501478284, false, 512),
            List.of(
                1.0,
                0.31622776,
                0.075664401,
                0.010796109,
                0.0025,
                7.9056947e-4,
                2.5e-4,
                7.9056947e-5),
            1.0259286501478284),
        Arguments.of(
            10_000,
            new RopeScaling.Yarn(40, 32, 1, 1.25, true, 4_096),
            List.of(
                1.0,
                0.31622776,
                0.1,
                0.023914725,
                0.0051249997,
                8.4986218e-4,
                2.5e-5,
                7.9056945e-6),
            1.25));
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void frequenciesAreThoseOfTheLibrary(
      double theta, RopeScaling scaling, List<Double> expected, double strength) {
    List<Double> frequencies = Rotation.frequencies(16, theta, scaling);

    assertThat(frequencies).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      // The library computes powers in single precision.
      assertThat(frequencies.get(i)).isCloseTo(expected.get(i), within(1e-6 * expected.get(i)));
    }
    assertThat(Rotation.strength(scaling)).isEqualTo(strength);
  }
}
