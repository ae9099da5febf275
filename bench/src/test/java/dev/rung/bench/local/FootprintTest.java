package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.bench.checkpoint.CheckpointMaker;
import dev.rung.bench.checkpoint.Shapes;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.weights.PackedSize;
import dev.rung.local.weights.Precision;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintTest {
  @TempDir Path folder;

  @Test
  void aStepReadsAllWeightsButTheTable() throws Exception {
    CheckpointMaker.make(folder, Shapes.PHI, 1, CheckpointMaker.SHARD_BYTES);
    Checkpoint checkpoint = Checkpoint.read(folder);

    Footprint footprint = Footprint.of(checkpoint, Precision.F32);

    assertThat(footprint.packed()).isEqualTo(PackedSize.bytes(checkpoint, Precision.F32));
    assertThat(footprint.packed() - footprint.read()).isEqualTo(2 * 1_000 * 64);
  }

  @Test
  void everyPrecisionNamesItsBits() {
    for (Precision precision : Precision.values()) {
      assertThat(Footprint.bits(precision)).as("%s", precision).isIn(4, 8, 16, 32);
    }
  }
}
