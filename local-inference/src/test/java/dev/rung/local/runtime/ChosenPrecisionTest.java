package dev.rung.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.device.CpuFeatures;
import dev.rung.local.weights.Precision;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenPrecisionTest {
  private static final CpuFeatures NEW =
      new CpuFeatures(Optional.of("avx512_bf16"), true, Optional.of("avx512_vnni"));
  private static final CpuFeatures OLD = new CpuFeatures(Optional.empty(), true, Optional.empty());
  private static final CpuFeatures UNKNOWN =
      new CpuFeatures(Optional.empty(), false, Optional.empty());

  @ParameterizedTest
  @EnumSource
  void isTheOneThatIsAskedFor(Precision asked) {
    ChosenPrecision chosen = ChosenPrecision.of(Optional.of(asked), OLD, OptionalDouble.of(0));

    assertThat(chosen).isEqualTo(new ChosenPrecision(asked, "as configured"));
  }

  @Test
  void isBf16WhereTheCpuHasIt() {
    assertThat(ChosenPrecision.of(Optional.empty(), NEW, OptionalDouble.empty()))
        .isEqualTo(new ChosenPrecision(Precision.BF16, "the CPU has avx512_bf16"));
  }

  @Test
  void isBf16InTheFormOfF16Elsewhere() {
    ChosenPrecision chosen = ChosenPrecision.of(Optional.empty(), OLD, OptionalDouble.empty());

    assertThat(chosen.precision()).isEqualTo(Precision.BF16);
    assertThat(chosen.reason()).contains("f16").contains("neither amx_bf16 nor avx512_bf16");
  }

  @Test
  void isSinglePrecisionWhereTheCpuShowsNothing() {
    assertThat(ChosenPrecision.of(Optional.empty(), UNKNOWN, OptionalDouble.empty()).precision())
        .isEqualTo(Precision.F32);
  }

  @Test
  void isInt8OnOlderCpusAsWell() {
    assertThat(ChosenPrecision.of(Optional.empty(), OLD, OptionalDouble.of(0)).precision())
        .isEqualTo(Precision.INT8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.02, 0, 0.01})
  void isInt8OnceItsLossIsKnownToBeSmall(double loss) {
    ChosenPrecision chosen = ChosenPrecision.of(Optional.empty(), NEW, OptionalDouble.of(loss));

    assertThat(chosen.precision()).isEqualTo(Precision.INT8);
    assertThat(chosen.reason()).contains("within 1 %");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0101, Double.POSITIVE_INFINITY, Double.NaN})
  void isNotInt8WhereItCostsMore(double loss) {
    assertThat(ChosenPrecision.of(Optional.empty(), NEW, OptionalDouble.of(loss)).precision())
        .isEqualTo(Precision.BF16);
  }
}
