package dev.rung.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuFeaturesTest {
  @TempDir Path folder;

  @Test
  void readsTheFlagsOfTheFirstProcessor() throws IOException {
    CpuFeatures found =
        CpuFeatures.of(
            file(
                """
                processor\t: 0
                model name\t: a CPU with avx512_bf16 in its name
                flags\t\t: fpu sse2 avx2 avx512bw avx512vl avx512dq avx512_vnni avx512_bf16
                bugs\t\t: spectre_v1

                processor\t: 1
                flags\t\t: fpu
                """));

    assertThat(found.bf16()).contains("avx512_bf16");
    assertThat(found.int8()).contains("avx512_vnni");
    assertThat(found.int8Levels()).isEqualTo(127);
  }

  @Test
  void findsNoneInAnOlderCpu() throws IOException {
    CpuFeatures found = CpuFeatures.of(file("flags\t\t: fpu sse2 avx2 avx512_bf16_of_another\n"));

    assertThat(found.bf16()).isEmpty();
    assertThat(found.f16()).isFalse();
    assertThat(found.int8()).isEmpty();
    assertThat(found.int8Levels()).isEqualTo(63);
  }

  @Test
  void needsThreeSetsOfInstructionsForHalfPrecision() throws IOException {
    assertThat(CpuFeatures.of(file("flags : avx2 fma f16c\n")).f16()).isTrue();
    assertThat(CpuFeatures.of(file("flags : avx f16c\n")).f16()).isFalse();
  }

  @Test
  void findsNoneWhereTheSystemDoesNotTell() throws IOException {
    assertThat(CpuFeatures.of(folder.resolve("none")).bf16()).isEmpty();
    assertThat(CpuFeatures.of(file("Features\t: asimd bf16\n")).int8()).isEmpty();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("cpuinfo"), text);
  }
}
