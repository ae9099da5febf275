package dev.rung.bench.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.bench.checkpoint.ModelShape;
import dev.rung.bench.checkpoint.RandomTensor;
import dev.rung.bench.checkpoint.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufModelTest {
  private static final long SEED = 5;

  @TempDir Path folder;

  @Test
  void describesPhi() throws IOException {
    GgufReader file = written(Shapes.PHI, GgufType.Q8_0);

    assertThat(file.metadata())
        .containsEntry("general.architecture", "phi2")
        .containsEntry("phi2.block_count", 2)
        .containsEntry("phi2.rope.dimension_count", 8)
        .containsEntry("phi2.attention.layer_norm_epsilon", 1e-5f)
        .containsEntry("phi2.vocab_size", 1_000)
        .containsEntry("tokenizer.ggml.model", "no_vocab");
    assertThat(file.tensor("blk.1.attn_qkv.weight").dimensions()).containsExactly(64L, 192L);
    assertThat(file.tensor("blk.1.attn_qkv.weight").type()).isEqualTo(8);
    assertThat(file.tensor("blk.1.attn_qkv.bias").type()).isZero();
    assertThat(file.tensors()).hasSize(2 * 10 + 5);
  }

  @Test
  void describesFalconMamba() throws IOException {
    GgufReader file = written(Shapes.MAMBA, GgufType.Q4_0);

    assertThat(file.metadata())
        .containsEntry("general.architecture", "mamba")
        .containsEntry("mamba.ssm.dt_b_c_rms", true)
        .containsEntry("mamba.ssm.time_step_rank", 32)
        .containsEntry("mamba.ssm.inner_size", 128);
    assertThat(file.tensor("blk.0.ssm_conv1d.weight").dimensions()).containsExactly(4L, 128L);
    assertThat(file.tensor("blk.0.ssm_conv1d.weight").type()).isZero();
    assertThat(file.tensor("blk.0.ssm_x.weight").type()).isEqualTo(2);
  }

  @Test
  void holdsTheWeightsOfTheCheckpoint() throws IOException {
    GgufReader file = written(Shapes.PHI, GgufType.F32);

    float[] fused = file.floats("blk.1.attn_qkv.weight", 192 * 64);

    String attention = "model.layers.1.self_attn.";
    assertThat(Arrays.copyOf(fused, 64 * 64))
        .containsExactly(weights(Shapes.PHI, attention + "q_proj.weight"));
    assertThat(Arrays.copyOfRange(fused, 128 * 64, 192 * 64))
        .containsExactly(weights(Shapes.PHI, attention + "v_proj.weight"));
    assertThat(file.floats("output.bias", 1_000))
        .containsExactly(weights(Shapes.PHI, "lm_head.bias"));
  }

  @Test
  void turnsLogarithmsOfDecaysIntoDecays() throws IOException {
    GgufReader file = written(Shapes.MAMBA, GgufType.BF16);

    float[] decays = file.floats("blk.0.ssm_a", 16);

    for (int state = 0; state < 16; state++) {
      assertThat(decays[state]).isBetween(-1.01f * (state + 1), -0.99f * (state + 1));
    }
  }

  @Test
  void endsWithItsLastTensor() throws IOException {
    for (GgufType type : GgufType.values()) {
      GgufReader file = written(Shapes.MAMBA, type);

      assertThat(file.dataBytes())
          .isEqualTo(
              file.tensors().values().stream()
                  .mapToLong(tensor -> tensor.offset() + padded(bytes(tensor)))
                  .max()
                  .orElseThrow());
    }
  }

  private static long bytes(GgufReader.Entry tensor) {
    long elements = tensor.dimensions().stream().reduce(1L, Math::multiplyExact);
    for (GgufType type : GgufType.values()) {
      if (type.number() == tensor.type()) {
        return type.bytes(elements);
      }
    }
    throw new AssertionError("type " + tensor.type());
  }

  private static long padded(long bytes) {
    return (bytes + 31) / 32 * 32;
  }

  private GgufReader written(ModelShape shape, GgufType type) throws IOException {
    Path file = folder.resolve("model.gguf");
    GgufModel.write(file, shape, SEED, type);
    return GgufReader.read(Files.readAllBytes(file));
  }

  private static float[] weights(ModelShape shape, String name) {
    List<RandomTensor> tensors = shape.tensors(SEED);
    RandomTensor tensor =
        tensors.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    float[] numbers = new float[(int) tensor.elements()];
    tensor.values().fill(0, numbers);
    return numbers;
  }
}
