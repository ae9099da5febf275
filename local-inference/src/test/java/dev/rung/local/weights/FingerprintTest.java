package dev.rung.local.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.program.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintTest {
  private static final FileTime TIME = FileTime.from(Instant.EPOCH);

  @TempDir private Path folder;
  private Path weights = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Path from = Oracle.named("phi-tiny").folder();
    for (String name : new String[] {"config.json", "model.safetensors"}) {
      Files.copy(from.resolve(name), folder.resolve(name));
    }
    weights = folder.resolve("model.safetensors");
    Files.setLastModifiedTime(weights, TIME);
  }

  @Test
  void isTheSameForTheSameCheckpoint() throws Exception {
    assertThat(fingerprint("a")).isEqualTo(fingerprint("a")).hasSize(32);
  }

  @Test
  void isAnotherForAnotherForm() throws Exception {
    assertThat(fingerprint("a")).isNotEqualTo(fingerprint("b"));
  }

  @Test
  void isAnotherForOtherWeightsOfTheSameSizeAndTime() throws Exception {
    String before = fingerprint("a");
    byte[] bytes = Files.readAllBytes(weights);
    for (int i = bytes.length / 2; i < bytes.length; i++) {
      bytes[i] ^= 1;
    }
    Files.write(weights, bytes);
    Files.setLastModifiedTime(weights, TIME);

    assertThat(fingerprint("a")).isNotEqualTo(before);
  }

  @Test
  void isAnotherForAFileThatWasWrittenLater() throws Exception {
    String before = fingerprint("a");

    Files.setLastModifiedTime(weights, FileTime.from(Instant.EPOCH.plusSeconds(1)));

    assertThat(fingerprint("a")).isNotEqualTo(before);
  }

  @Test
  void isAnotherForBytesThatWereChangedBehindItsBackAndTimesThatWereSet() throws Exception {
    String before = fingerprint("a");
    byte[] bytes = Files.readAllBytes(weights);
    FileTime changed = (FileTime) Files.getAttribute(weights, "unix:ctime");

    // The clock of a file system moves in steps.
    do {
      Files.write(weights, bytes);
      Files.setLastModifiedTime(weights, TIME);
    } while (changed.equals(Files.getAttribute(weights, "unix:ctime")));

    assertThat(fingerprint("a")).isNotEqualTo(before);
  }

  private String fingerprint(String form) throws InferenceException {
    return Fingerprint.of(Checkpoint.read(folder), form);
  }
}
