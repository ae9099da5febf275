package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.TierModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedClassifiersTest {
  @TempDir Path folder;
  private TrainedClassifiers classifiers = new TrainedClassifiers(Path.of(""));

  @BeforeEach
  void begin() {
    classifiers =
        new TrainedClassifiers(Path.of(System.getProperty("java.io.tmpdir"), "rung-engine"));
  }

  @AfterEach
  void close() {
    classifiers.close();
  }

  @Test
  void theShippedOneIsReadOnceAndJudges() {
    Optional<TierModel> first = classifiers.of(Optional.empty());
    Optional<TierModel> again = classifiers.of(Optional.empty());

    assertThat(first).isPresent();
    assertThat(again.orElseThrow()).isSameAs(first.orElseThrow());
    assertThat(
            first.orElseThrow().judge(TaskFeatures.of("Design Twitter.", TaskHints.NONE, 0)).tier())
        .isEqualTo(4);
  }

  @Test
  void aFileThatIsNoModelOrIsNotThereLeavesTheRulesAlone() throws Exception {
    Path damaged = Files.writeString(folder.resolve("own.onnx"), "no model");

    assertThat(classifiers.of(Optional.of(damaged))).isEmpty();
    assertThat(classifiers.of(Optional.of(folder.resolve("none.onnx")))).isEmpty();
  }
}
