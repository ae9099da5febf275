package dev.rung.bench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir Path parent;

  @Test
  void leavesNothingBehind() throws IOException {
    try (WorkFolder folder = WorkFolder.make(Optional.of(parent), parent)) {
      Path inner = Files.createDirectories(folder.path().resolve("model"));
      Files.writeString(inner.resolve("weights"), "many");
    }

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void refusesWhatDoesNotFitOntoTheDisk() throws IOException {
    try (WorkFolder folder = WorkFolder.make(Optional.of(parent), parent)) {
      assertThatThrownBy(() -> folder.need(Long.MAX_VALUE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("MB are needed");
    }
  }
}
