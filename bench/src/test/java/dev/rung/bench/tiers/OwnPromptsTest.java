package dev.rung.bench.tiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.classifier.labels.LabelledPrompt;
import dev.rung.classifier.labels.LabelledPrompts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnPromptsTest {
  private static final Path FOLDER = Path.of("data", "tiers");

  @Test
  void canAllBeReadTogether() throws Exception {
    assertThat(LabelledPrompts.read(files(""))).hasSizeGreaterThan(900);
  }

  @Test
  void areInTheHalfTheirIdBelongsTo() throws Exception {
    List<Path> halved = files(".dev").stream().filter(OwnPromptsTest::hasTestHalf).toList();

    assertThat(halved).hasSizeGreaterThan(25);
    assertThat(LabelledPrompts.read(halved)).allMatch(one -> firstByte(one.id()) % 2 == 0);
    assertThat(LabelledPrompts.read(files(".test"))).allMatch(one -> firstByte(one.id()) % 2 == 1);
  }

  /** A kind without one is for training alone. */
  private static boolean hasTestHalf(Path dev) {
    String kind = String.valueOf(dev.getFileName()).replace(".dev.jsonl", "");
    return Files.exists(FOLDER.resolve(kind + ".test.jsonl"));
  }

  @Test
  void occurOnce() throws Exception {
    List<String> texts =
        LabelledPrompts.read(files("")).stream().map(LabelledPrompt::text).toList();

    assertThat(new HashSet<>(texts)).hasSameSizeAs(texts);
  }

  private static List<Path> files(String half) throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(half + ".jsonl")).sorted().toList();
    }
  }

  private static int firstByte(String id) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return sha256.digest(id.getBytes(StandardCharsets.UTF_8))[0] & 0xff;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
