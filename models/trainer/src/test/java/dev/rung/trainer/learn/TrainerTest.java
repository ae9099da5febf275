package dev.rung.trainer.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.PhiConfig;
import dev.rung.local.device.EngineSettings;
import dev.rung.local.device.TorchEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  /** Small enough for a second or two. */
  private static final Recipe SMALL = new Recipe(320, 32, 64, 2, 2, 8, 512, 200, 8, 4e-3, 5);

  @BeforeAll
  static void startTheEngine() throws Exception {
    TorchEngine.start(
        new EngineSettings(Path.of(System.getProperty("user.home"), ".cache", "rung"), 1));
  }

  @Test
  void learnsAndWritesACheckpoint(@TempDir Path folder) throws Exception {
    List<String> progress = new ArrayList<>();

    new Trainer(SMALL, progress::add).train(folder);

    Checkpoint checkpoint = Checkpoint.read(folder);
    assertThat(checkpoint.config()).isInstanceOf(PhiConfig.class);
    assertThat(checkpoint.config().vocabulary()).isEqualTo(320);
    assertThat(checkpoint.tensors().names()).hasSize(Parameter.of(SMALL).size());
    assertThat(progress).hasSize(2);
    assertThat(loss(progress.get(1))).isLessThan(loss(progress.get(0)));
  }

  @Test
  void learnsTheSameFromTheSameSeed(@TempDir Path folder) throws Exception {
    Recipe few = SMALL.withSteps(3);
    new Trainer(few, _ -> {}).train(folder.resolve("a"));
    new Trainer(few, _ -> {}).train(folder.resolve("b"));

    assertThat(Files.mismatch(weights(folder, "a"), weights(folder, "b"))).isEqualTo(-1);
  }

  private static Path weights(Path folder, String name) {
    return folder.resolve(name).resolve("model.safetensors");
  }

  private static double loss(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
