package dev.rung.bench.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.FalconMambaConfig;
import dev.rung.local.checkpoint.PhiConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointMakerTest {
  private static final long SMALL_SHARD = 100_000;

  @TempDir Path folder;

  @Test
  void writesWhatTheRuntimeReadsAsPhi() throws Exception {
    CheckpointMaker.make(folder, Shapes.PHI, 1, SMALL_SHARD);

    Checkpoint checkpoint = Checkpoint.read(folder);

    assertThat(checkpoint.config()).isInstanceOf(PhiConfig.class);
    assertThat(checkpoint.config().vocabulary()).isEqualTo(1_000);
    assertThat(checkpoint.tensors().names()).containsExactlyInAnyOrderElementsOf(names(Shapes.PHI));
  }

  @Test
  void writesWhatTheRuntimeReadsAsFalconMamba() throws Exception {
    CheckpointMaker.make(folder, Shapes.MAMBA, 1, SMALL_SHARD);

    Checkpoint checkpoint = Checkpoint.read(folder);

    assertThat(checkpoint.config())
        .isEqualTo(
            new FalconMambaConfig(1_000, 64, 128, 2, 16, 4, 32, 1e-5, 1e-6, false, true, false));
    assertThat(checkpoint.tensors().names())
        .containsExactlyInAnyOrderElementsOf(names(Shapes.MAMBA));
  }

  @Test
  void cutsWeightsIntoShards() throws IOException {
    CheckpointMaker.make(folder, Shapes.PHI, 1, SMALL_SHARD);

    try (Stream<Path> files = Files.list(folder)) {
      List<Path> shards =
          files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
      assertThat(shards).hasSizeGreaterThan(2);
      assertThat(shards.getFirst())
          .hasFileName("model-00001-of-0000" + shards.size() + ".safetensors");
    }
  }

  @Test
  void makesTheSameBytesOfTheSameSeedOnly() throws IOException {
    Path first = folder.resolve("first");
    Path same = folder.resolve("same");
    Path other = folder.resolve("other");

    CheckpointMaker.make(first, Shapes.MAMBA, 7, Long.MAX_VALUE);
    CheckpointMaker.make(same, Shapes.MAMBA, 7, Long.MAX_VALUE);
    CheckpointMaker.make(other, Shapes.MAMBA, 8, Long.MAX_VALUE);

    String file = "model-00001-of-00001.safetensors";
    assertThat(same.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    assertThat(Files.mismatch(first.resolve(file), other.resolve(file))).isNotNegative();
  }

  @Test
  void hasTheSizesOfTheRealModels() {
    assertThat(PhiShape.PHI_2.bytes() / 2).isEqualTo(2_779_683_840L);
    assertThat(FalconMambaShape.SEVEN_BILLION.bytes() / 2)
        .isBetween(7_250_000_000L, 7_300_000_000L);
    assertThat(ModelShape.named("phi2").withLayers(4).layers()).isEqualTo(4);
  }

  @Test
  void refusesAVocabularyWithoutRoomForItsWords() {
    PhiShape shape = new PhiShape(900, 64, 128, 2, 4, 0.5, 512);

    assertThatThrownBy(() -> CheckpointMaker.make(folder, shape, 1, SMALL_SHARD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("933");
  }

  private static List<String> names(ModelShape shape) {
    return shape.tensors(1).stream().map(RandomTensor::name).toList();
  }
}
