package dev.rung.local.weights;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Tensor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedSizeTest {

  /** Their files are in single precision, and every number is used once. */
  @ParameterizedTest
  @ValueSource(strings = {"phi-tiny", "falcon-mamba-tiny", "llama-tiny"})
  void singlePrecisionTakesWhatTheFileHas(String name) throws Exception {
    Checkpoint checkpoint = checkpoint(name);

    long numbers =
        checkpoint.tensors().names().stream()
            .flatMap(tensor -> checkpoint.tensors().find(tensor).stream())
            .mapToLong(Tensor::elements)
            .sum();

    assertThat(PackedSize.bytes(checkpoint, Precision.F32)).isEqualTo(4 * numbers);
  }

  @Test
  void lowerPrecisionsTakeLess() throws Exception {
    Checkpoint checkpoint = checkpoint("falcon-mamba-tiny");

    long half = PackedSize.bytes(checkpoint, Precision.BF16);

    assertThat(half).isLessThan(PackedSize.bytes(checkpoint, Precision.F32));
    assertThat(PackedSize.bytes(checkpoint, Precision.INT8)).isLessThan(half);
  }

  /**
   * 2 layers of 4 * 64 * 64 + 2 * 64 * 256 numbers in half a byte; wider blocks than rows count.
   */
  @Test
  void fourBitsTakeHalfAByteAndTheirScales() throws Exception {
    long rest = (512 * 64 + 512 + 2 * (2 * 64 + 256 + 5 * 64) + 2 * 64) * 4L;
    long layers = 2 * (4 * 64 + 256 + 2 * 64) * 137 / 2;
    long head = 512 * 2 * (32 + 4 + 1);

    assertThat(PackedSize.bytes(checkpoint("phi-tiny"), Precision.INT4))
        .isCloseTo(rest + layers + head, within(2_000L));
  }

  private static Checkpoint checkpoint(String name) throws Exception {
    return Checkpoint.read(
        Path.of(requireNonNull(PackedSizeTest.class.getResource("/checkpoints/" + name)).toURI()));
  }
}
