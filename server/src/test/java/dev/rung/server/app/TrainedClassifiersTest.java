package dev.rung.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.classifier.TaskFeatures;
import dev.rung.classifier.TaskHints;
import dev.rung.classifier.serve.OnnxTierModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedClassifiersTest {
  @TempDir Path folder;
  private final AtomicInteger failures = new AtomicInteger();
  private TrainedClassifiers classifiers = new TrainedClassifiers(Path.of(""), () -> {});

  @BeforeEach
  void begin() {
    classifiers =
        new TrainedClassifiers(
            Path.of(System.getProperty("java.io.tmpdir"), "rung-engine"),
            failures::incrementAndGet);
  }

  @AfterEach
  void close() {
    classifiers.close();
  }

  @Test
  void theShippedOneIsReadOnceAndJudges() {
    Optional<OnnxTierModel> first = classifiers.of(Optional.empty());
    Optional<OnnxTierModel> again = classifiers.of(Optional.empty());

    assertThat(first).isPresent();
    assertThat(again.orElseThrow()).isSameAs(first.orElseThrow());
    assertThat(failures).hasValue(0);
    assertThat(
            first.orElseThrow().judge(TaskFeatures.of("Design Twitter.", TaskHints.NONE, 0)).tier())
        .isEqualTo(4);
  }

  @Test
  void oneThatCannotBeUsedLeavesTheRulesAloneAndIsCounted() throws Exception {
    Path damaged = Files.writeString(folder.resolve("own.onnx"), "no model");

    assertThat(classifiers.of(Optional.of(damaged))).isEmpty();
    assertThat(classifiers.of(Optional.of(folder.resolve("none.onnx")))).isEmpty();
    assertThat(classifiers.of(Optional.of(otherFeatures()))).isEmpty();
    assertThat(classifiers.of(Optional.of(folder))).isEmpty();
    assertThat(failures).hasValue(4);
  }

  @Test
  void aFileThatWasPutRightIsTakenWhenItIsNextAskedFor() throws Exception {
    Path own = Files.writeString(folder.resolve("own.onnx"), "no model");
    assertThat(classifiers.of(Optional.of(own))).isEmpty();

    Files.write(own, shipped());

    assertThat(classifiers.of(Optional.of(own))).isPresent();
    assertThat(failures).hasValue(1);
  }

  @Test
  void aFileThatWasReplacedIsReadAgainAndTheEarlierOneStillJudges() throws Exception {
    Path own = Files.write(folder.resolve("own.onnx"), shipped());
    OnnxTierModel first = classifiers.of(Optional.of(own)).orElseThrow();

    Files.setLastModifiedTime(own, FileTime.fromMillis(1_000_000));

    OnnxTierModel second = classifiers.of(Optional.of(own)).orElseThrow();
    assertThat(second).isNotSameAs(first);
    assertThat(classifiers.of(Optional.of(own)).orElseThrow()).isSameAs(second);
    assertThat(first.judge(TaskFeatures.of("Design Twitter.", TaskHints.NONE, 0)).tier())
        .isEqualTo(4);
  }

  private Path otherFeatures() throws IOException {
    return Files.write(folder.resolve("other.onnx"), withOtherFeatures(shipped()));
  }

  /** The shipped model, said to be made of features that no version has; as long as before. */
  static byte[] withOtherFeatures(byte[] model) {
    String features = OnnxTierModel.features();
    String text = new String(model, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(features);
    return text.replace(features, "9".repeat(features.length()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] shipped() throws IOException {
    try (InputStream in = OnnxTierModel.class.getResourceAsStream("difficulty.onnx")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
