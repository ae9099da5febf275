package dev.rung.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
  @TempDir Path folder;

  @Test
  void readsWhatTheKernelSays() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("meminfo"), "MemTotal:  8000 kB\nMemAvailable:    2000 kB\n");

    assertThat(FreeMemory.available(file, 7)).isEqualTo(2_048_000);
  }

  @Test
  void takesTheOtherFigureWhereItSaysNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("meminfo"), "MemTotal:  8000 kB\n");

    assertThat(FreeMemory.available(file, 7)).isEqualTo(7);
    assertThat(FreeMemory.available(folder.resolve("none"), 8)).isEqualTo(8);
  }

  @Test
  void findsSomeOnThisMachine() {
    assertThat(FreeMemory.bytes()).isPositive();
  }
}
