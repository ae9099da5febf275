package dev.rung.local.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                0.25f,
                0.07905694f,
                0.025f,
                0.007905695f,
                0.0025f,
                7.9056947E-4f,
                2.5E-4f,
                7.905695E-5f),
            1.0),
        Arguments.of(
            10_000,
            new RopeScaling.LongRope(List.of(1.0, 1.0, 1.5, 1.5, 2.0, 4.0, 8.0, 16.0), 1.25, 512),
            List.of(
                1.0f,
                0.31622776f,
                0.06666667f,
                0.02108185f,
                0.005f,
                7.9056947E-4f,
                1.25E-4f,
                1.9764237E-5f),
            1.25),
        Arguments.of(
            500_000,
            new RopeScaling.Llama3(8, 1, 4, 256),
            List.of(
                1.0f,
                0.19392276f,
                0.010538231f,
                9.1158313E-4f,
                1.7677668E-4f,
                3.4281024E-5f,
                6.6478697E-6f,
                1.2891732E-6f),
            1.0),
        Arguments.of(
            10_000,
            new RopeScaling.Yarn(4, 32, 1, 1.138629436111989, true, 512),
            List.of(
                1.0f,
                0.25693506f,
                0.0625f,
                0.013834965f,
                0.0025f,
                7.9056947E-4f,
                2.5E-4f,
                7.905695E-5f),
            1.138629436111989),
        Arguments.of(
            10_000,
            new RopeScaling.Yarn(4, 16, 2, 1.0259286501478284, false, 512),
            List.of(
                1.0f,
                0.31622776f,
                0.0756644f,
                0.010796109f,
                0.0025f,
                7.9056947E-4f,
                2.5E-4f,
                7.905695E-5f),
            1.0259286501478284),
        Arguments.of(
            10_000,
            new RopeScaling.Yarn(40, 32, 1, 1.25, true, 4_096),
            List.of(
                1.0f,
                0.31622776f,
                0.1f,
                0.023914725f,
                0.0051249997f,
                8.498622E-4f,
                2.5E-5f,
                7.9056945E-6f),
            1.25));
  }

  /** The last bit of one turns a position far behind by as much as the tolerance of logits. */
  @Test
  void frequenciesHaveTheLastBitOfTheLibrarys() {
    List<Integer> bits =
        Rotation.frequencies(64, 500_000, new RopeScaling.None()).stream()
            .map(frequency -> Float.floatToIntBits(frequency.floatValue()))
            .toList();

    // 1.0 / (500000.0 ** (torch.arange(0, 64, 2, dtype=torch.float) / 64))
    assertThat(bits)
        .containsExactly(
            1065353216,
            1059709382,
            1054963644,
            1049992931,
            1044812720,
            1040434848,
            1034871981,
            1030233703,
            1025116360,
            1020030793,
            1015523779,
            1010044269,
            1005516623,
            1000248322,
            995260192,
            990620225,
            985226529,
            980812778,
            975389069,
            970501249,
            965724408,
            960419060,
            956122563,
            950538859,
            945754308,
            940836555,
            935622160,
            931290932,
            925697959,
            921019725,
            915956903,
            910836144);
  }

  @ParameterizedTest
  @MethodSource("scalings")
  void frequenciesAreThoseOfTheLibrary(
      double theta, RopeScaling scaling, List<Float> expected, double strength) {
    List<Double> frequencies = Rotation.frequencies(16, theta, scaling);

    assertThat(frequencies.stream().map(Double::floatValue).toList()).isEqualTo(expected);
    assertThat(Rotation.strength(scaling)).isEqualTo(strength);
  }
}
