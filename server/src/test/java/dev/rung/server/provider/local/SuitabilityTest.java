package dev.rung.server.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuitabilityTest {
  private static final Path TINY = Path.of("..", "models", "rung-tiny");

  @TempDir private Path folder;

  @Test
  void readsWhatTheSmallFilesTell() {
    Suitability suitability = Suitability.of(TINY);

    assertThat(suitability.fault()).isEmpty();
    assertThat(suitability.contextWindow()).hasValue(1_024);
  }

  @Test
  void wantsATokenizer() throws Exception {
    Files.copy(TINY.resolve("config.json"), folder.resolve("config.json"));
    Files.copy(TINY.resolve("model.safetensors"), folder.resolve("model.safetensors"));

    Suitability suitability = Suitability.of(folder);

    assertThat(suitability.fault().orElse("")).endsWith("has no tokenizer.json");
    assertThat(suitability.checkpoint()).isPresent();
  }

  @Test
  void saysWhatIsDamaged() throws Exception {
    Files.copy(TINY.resolve("config.json"), folder.resolve("config.json"));

    Suitability suitability = Suitability.of(folder);

    assertThat(suitability.fault().orElse("")).contains("model.safetensors");
    assertThat(suitability.contextWindow()).isEmpty();
  }
}
