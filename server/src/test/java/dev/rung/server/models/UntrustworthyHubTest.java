package dev.rung.server.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.server.config.Manifest;
import dev.rung.server.config.ManifestReader;
import dev.rung.server.models.hub.HubException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pulls from hubs that send what they should not. */
class UntrustworthyHubTest extends PullCase {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil.safetensors",
        "/etc/evil.safetensors",
        "a/../../evil.safetensors",
        "a//evil.safetensors",
        "..\\evil.safetensors",
        "C:evil.safetensors",
        "evil\u0000.safetensors",
        "./config.json",
        "..",
      })
  void refusesNamesThatLeadOutOfTheFolder(String name) throws Exception {
    hub.with(name, "evil");

    assertThatThrownBy(this::pull)
        .isInstanceOf(HubException.class)
        .hasMessageContaining("a file name that is not plain")
        .hasMessageContaining("nothing was fetched");
    assertThat(hub.store().requests()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leavesAloneWhatLiesInFoldersOrIsHidden() throws Exception {
    hub.with("onnx/config.json", "{}")
        .with(".safetensors", "x")
        .with("original/a.safetensors", "x");

    pull();

    assertComplete();
    assertThat(PulledFiles.in(target()).orElseThrow().files()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"config.json", "tokenizer.json"})
  void refusesARepositoryWithoutWhatAModelNeeds(String missing) throws Exception {
    try (FakeHub poor = new FakeHub()) {
      poor.withLarge("a.safetensors", FakeHub.noise(10, 1));
      if (!missing.equals("config.json")) {
        poor.with("config.json", "{}");
      }
      hub.hub().otherwise(exchange -> exchange.respond(200, Map.of(), poor.listing()));

      assertThatThrownBy(this::pull)
          .hasMessage(
              "acme/small-phi has no "
                  + missing
                  + ", which a model needs to run here:"
                  + " nothing was fetched");
    }
  }

  @Test
  void refusesARepositoryWithOtherWeightsOnly() throws Exception {
    try (FakeHub pickled = new FakeHub()) {
      pickled.with("config.json", "{}").with("tokenizer.json", "{}");
      pickled.withLarge("pytorch_model.bin", FakeHub.noise(10, 1));
      hub.hub().otherwise(exchange -> exchange.respond(200, Map.of(), pickled.listing()));

      assertThatThrownBy(this::pull).hasMessageContaining("has no weights as safetensors");
    }
  }

  @Test
  void refusesAnswersThatAreNoList() {
    hub.hub().otherwise(exchange -> exchange.respond(200, Map.of(), "<html>Log in</html>"));

    assertThatThrownBy(this::pull).hasMessageEndingWith("is HF_ENDPOINT right?");
  }

  @Test
  void putsTheManifestsChecksumAboveTheHubs() throws Exception {
    assertThatThrownBy(() -> pull(Optional.of(manifest(WEIGHTS, "0".repeat(64)))))
        .hasMessageContaining("the hub's SHA-256 is not the manifest's");

    pull(Optional.of(manifest(WEIGHTS, FakeHub.sha256(hub.content(WEIGHTS)))));

    assertComplete();
    assertThat(PulledFiles.in(target()).orElseThrow().find(WEIGHTS).orElseThrow().checkedBy())
        .isEqualTo("manifest SHA-256");
  }

  @Test
  void comparesWithTheManifestWhereTheHubHasNoSha256() throws Exception {
    assertThatThrownBy(() -> pull(Optional.of(manifest("config.json", "0".repeat(64)))))
        .hasMessageContaining("config.json: its SHA-256 is")
        .hasMessageContaining("the manifest says 0000");
  }

  @Test
  void refusesAManifestThatKnowsOtherFiles() {
    assertThatThrownBy(() -> pull(Optional.of(manifest("gone.safetensors", "0".repeat(64)))))
        .hasMessageContaining("the manifest has a SHA-256 of gone.safetensors");
  }

  @Test
  void deletesAFileWhoseContentIsWrong() {
    byte[] wrong = FakeHub.changed(hub.content(WEIGHTS));
    hub.store().otherwise(exchange -> exchange.respond(200, Map.of(), wrong, 0, wrong.length));

    assertThatThrownBy(this::pull)
        .hasMessageStartingWith(WEIGHTS + ": its SHA-256 is " + FakeHub.sha256(wrong))
        .hasMessageContaining("the hub says " + FakeHub.sha256(hub.content(WEIGHTS)))
        .hasMessageContaining("The file was deleted");
    assertThat(staged().resolve(partName())).doesNotExist();
    assertThat(staged().resolve(WEIGHTS)).doesNotExist();
    assertThat(target()).doesNotExist();
  }

  @Test
  void checksSmallFilesByTheirGitId() {
    byte[] right = hub.content("config.json");
    hub.hub()
        .at(
            "/" + FakeHub.ID + "/resolve/" + FakeHub.COMMIT + "/config.json",
            exchange -> exchange.respond(200, Map.of(), FakeHub.changed(right), 0, right.length));

    assertThatThrownBy(this::pull)
        .hasMessageStartingWith("config.json: its git id is ")
        .hasMessageContaining("the hub says " + FakeHub.gitId(right));
  }

  @Test
  void refusesAFileOfAnotherSizeThanListed() {
    hub.sizeLie = 5;

    assertThatThrownBy(this::pull)
        .isInstanceOf(HubException.class)
        .hasMessageMatching("(?s).*: the hub lists [0-9]+ bytes and sends [0-9]+");
    assertThat(target()).doesNotExist();
  }

  @Test
  void refusesMoreBytesThanListed() {
    hub.store()
        .otherwise(exchange -> {
          exchange.start(200, Map.of());
          exchange.write(hub.content(WEIGHTS));
          exchange.write("and more");
          exchange.finish();
        });

    assertThatThrownBy(this::pull)
        .hasMessage(WEIGHTS + ": more comes than the " + LENGTH + " bytes that the hub lists");
  }

  @Test
  void waitsAsLongAsTheHubAsksFor() throws Exception {
    hub.hub()
        .reply(exchange -> exchange.respond(429, Map.of("Retry-After", "17"), ""))
        .reply(exchange -> exchange.respond(503, Map.of(), ""));

    pull();

    assertComplete();
    assertThat(pauses).containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(2));
  }

  @Test
  void doesNotWaitForHours() {
    hub.hub().otherwise(exchange -> exchange.respond(429, Map.of("Retry-After", "7200"), ""));

    assertThatThrownBy(this::pull).hasMessageContaining("asks for fewer requests");
    assertThat(pauses).isEmpty();
  }

  private static Manifest manifest(String file, String sha256) throws Exception {
    return ManifestReader.parse(
        Files.readString(Path.of("..", "models", "phi-2.toml"))
            + "[sha256]\n\""
            + file
            + "\" = \""
            + sha256
            + "\"\n",
        "phi-2.toml");
  }
}
