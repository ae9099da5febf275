package dev.rung.bench.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.GenerationOptions;
import dev.rung.local.LoadOptions;
import dev.rung.local.LocalModel;
import dev.rung.local.Turn;
import dev.rung.local.runtime.LocalRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CopierTest {
  private static final LoadOptions OPTIONS =
      new LoadOptions(Optional.empty(), Optional.empty(), 1, 2, 8, 100_000_000, 64);

  @TempDir Path folder;

  static List<ModelShape> shapes() {
    return List.of(Shapes.PHI, Shapes.MAMBA);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aMadeModelSaysTheRingThatItIsGivenWithMistakes(ModelShape shape) throws Exception {
    CheckpointMaker.make(folder, shape, 1, 100_000);
    StringBuilder said = new StringBuilder();

    try (LocalModel model = runtime().load(folder, OPTIONS)) {
      model.generate(
          List.of(new Turn(Turn.Speaker.USER, Succession.withMistakes(48, 16))),
          GenerationOptions.greedy(40, Duration.ofMinutes(1)),
          piece -> {
            said.append(piece);
            return true;
          });
    }

    assertThat(said).hasToString(Succession.text(0, 40));
  }

  private static LocalRuntime runtime() {
    return new LocalRuntime(
        Path.of(System.getProperty("user.home"), ".cache", "rung"), InstantSource.system());
  }
}
