package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.bench.checkpoint.CheckpointMaker;
import dev.rung.bench.checkpoint.Shapes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureRunTest {
  @TempDir Path folder;

  @Test
  void measuresAMadeModelInAProcessOfItsOwn() throws Exception {
    CheckpointMaker.make(folder, Shapes.PHI, 1, CheckpointMaker.SHARD_BYTES);
    ModelRounds rounds = new ModelRounds(folder, "F32", 1, Optional.empty());

    List<ModelRounds.Round> done = rounds.run(1);

    for (Figure figure : Figure.values()) {
      assertThat(done.getFirst().ours().get(figure).orElseThrow()).as("%s", figure).isPositive();
    }
    assertThat(done.getFirst().readSpeed()).isPositive();
  }

  @Test
  void tellsWhyAModelDoesNotRun() {
    ModelRounds rounds = new ModelRounds(folder, "F32", 1, Optional.empty());

    assertThatThrownBy(() -> rounds.run(1))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("config.json");
  }
}
