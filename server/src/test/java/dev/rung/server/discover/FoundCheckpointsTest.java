package dev.rung.server.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rung.server.generate.Tier;
import dev.rung.server.provider.Reach;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checkpoints in the models folder. */
class FoundCheckpointsTest extends LookingCase {
  @Test
  void saysWhyACheckpointCannotRun() throws Exception {
    Path phi = Files.createDirectories(folder.resolve("models/phi-2"));
    Files.writeString(phi.resolve("config.json"), "{}");
    Files.createDirectories(folder.resolve("models/empty"));

    Inventory inventory = looking.look();

    assertThat(inventory.models())
        .singleElement()
        .satisfies(listed -> {
          assertThat(listed.model().name()).isEqualTo("phi-2");
          assertThat(listed.model().tier()).isEqualTo(Tier.TINY);
          assertThat(listed.model().reach()).isEqualTo(Reach.IN_PROCESS);
          assertThat(listed.notReady().orElseThrow())
              .startsWith("config.json has architectures, which must be one of");
        });
    assertThat(inventory.clients()).isEmpty();
  }

  @Test
  void putsACheckpointIntoTheTierOfItsManifest() throws Exception {
    Path models = Files.createDirectories(folder.resolve("models"));
    Path own = Files.createDirectories(models.resolve("own"));
    Files.writeString(own.resolve("config.json"), "{}");
    String phi = Files.readString(Path.of("..", "models", "phi-2.toml"));
    Files.writeString(
        models.resolve("own.toml"), phi.replace("\"phi-2\"", "\"own\"").replace("tier1", "tier3"));
    Path unfinished = Files.createDirectories(models.resolve(".pull/phi-2"));
    Files.writeString(unfinished.resolve("config.json"), "{}");

    Inventory inventory = looking.look();

    assertThat(inventory.models())
        .singleElement()
        .satisfies(listed -> {
          assertThat(listed.model().name()).isEqualTo("own");
          assertThat(listed.model().tier()).isEqualTo(Tier.MEDIUM);
        });
  }

  @Test
  void notesAManifestThatIsRefused() throws Exception {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.writeString(models.resolve("bad.toml"), "nmae = \"bad\"\n");

    assertThat(looking.look().notes())
        .anySatisfy(note ->
            assertThat(note)
                .startsWith("a manifest is refused")
                .contains("bad.toml:1: unknown key nmae: did you mean name?"));
  }
}
