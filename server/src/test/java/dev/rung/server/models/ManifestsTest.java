package dev.rung.server.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.config.ConfigException;
import dev.rung.server.config.HubId;
import dev.rung.server.config.Manifest;
import dev.rung.server.config.ManifestReader;
import dev.rung.server.config.Precision;
import dev.rung.server.generate.Tier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
  /** Tests run in the folder of their module. */
  private static final Path REPOSITORY = Path.of("..", "models");

  @TempDir Path folder;

  @Test
  void knowsTheShippedModels() throws Exception {
    Manifests manifests = Manifests.load(folder.resolve("none"));

    assertThat(manifests.all())
        .extracting(Manifest::name, m -> m.hubId().toString(), Manifest::tier)
        .containsExactly(
            tuple("falcon-mamba-7b", "tiiuae/falcon-mamba-7b", Tier.LOCAL_FALLBACK),
            tuple(
                "falcon-mamba-7b-instruct", "tiiuae/falcon-mamba-7b-instruct", Tier.LOCAL_FALLBACK),
            tuple("phi-2", "microsoft/phi-2", Tier.TINY),
            tuple("tinyllama-1.1b-chat", "TinyLlama/TinyLlama-1.1B-Chat-v1.0", Tier.TINY));
    assertThat(manifests.find("phi-2")).isPresent();
    assertThat(manifests.find("phi-3")).isEmpty();
    assertThat(manifests.find(new HubId("Microsoft", "Phi-2"))).isEqualTo(manifests.find("phi-2"));
  }

  @Test
  void shipsEveryManifestOfTheRepository() throws Exception {
    try (Stream<Path> files = Files.list(REPOSITORY)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".toml")))
          .containsExactlyInAnyOrderElementsOf(
              Manifests.SHIPPED.stream().map(name -> name + ".toml").toList());
    }
    for (Manifest shipped : Manifests.load(folder).all()) {
      Manifest written = ManifestReader.read(REPOSITORY.resolve(shipped.name() + ".toml"));
      assertThat(shipped).usingRecursiveComparison().ignoringFields("place").isEqualTo(written);
    }
  }

  @Test
  void needsLessMemoryAtLowerPrecision() throws Exception {
    assertThat(Manifests.load(folder).all())
        .allSatisfy(manifest ->
            assertThat(
                    Stream.of(Precision.INT8, Precision.BF16, Precision.F32)
                        .map(manifest.memoryBytes()::get))
                .doesNotContainNull()
                .isSorted());
  }

  @Test
  void saysOfNoModelWhatItWouldTakeInAPrecisionThatItDoesNotRunIn() throws Exception {
    for (Manifest manifest : Manifests.load(folder).all()) {
      Long int4 = manifest.memoryBytes().get(Precision.INT4);
      if (manifest.architecture().equals("FalconMambaForCausalLM")) {
        assertThat(int4).as(manifest.name()).isNull();
      } else {
        assertThat(int4).isNotNull().isLessThan(manifest.memoryBytes().get(Precision.INT8));
      }
    }
  }

  @Test
  void wantsNoProgramsAndNoPickles() throws Exception {
    assertThat(Manifests.load(folder).all())
        .flatExtracting(Manifest::files)
        .noneMatch(name -> name.endsWith(".py") || name.endsWith(".bin") || name.equals("*"));
  }

  @Test
  void letsTheFolderOutrankWhatIsShipped() throws Exception {
    String text = Files.readString(REPOSITORY.resolve("phi-2.toml"));
    Files.writeString(folder.resolve("phi-2.toml"), text.replace("\"main\"", "\"pinned\""));
    Files.writeString(folder.resolve("README.md"), "not a manifest");

    Manifests manifests = Manifests.load(folder);

    assertThat(manifests.find("phi-2")).map(Manifest::revision).hasValue("pinned");
    assertThat(manifests.all()).hasSize(Manifests.SHIPPED.size());
  }

  @Test
  void saysWhereAManifestIsWrong() throws Exception {
    Path file = Files.writeString(folder.resolve("bad.toml"), "nmae = \"bad\"\n");

    assertThatThrownBy(() -> Manifests.load(folder))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(file + ":1: unknown key nmae: did you mean name?");
  }
}
