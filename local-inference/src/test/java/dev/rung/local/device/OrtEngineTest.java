package dev.rung.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OrtEngineTest {
  private static final Path CACHE = Path.of(System.getProperty("java.io.tmpdir"), "rung-engine");

  @Test
  void leavesNoTemporaryFolderBehindHoweverTheProcessEnds() throws Exception {
    OrtEngine.start(CACHE);

    Field field = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
    field.setAccessible(true);
    assertThat(field.get(null)).isInstanceOf(Path.class);
    assertThat(Files.exists((Path) field.get(null))).isFalse();
  }
}
