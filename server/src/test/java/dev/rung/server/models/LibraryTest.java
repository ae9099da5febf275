package dev.rung.server.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.weights.CheckpointSource;
import dev.rung.local.weights.PackedCache;
import dev.rung.server.config.HubId;
import dev.rung.server.config.HubSettings;
import dev.rung.server.config.Manifest;
import dev.rung.server.config.Offline;
import dev.rung.server.provider.Proxies;
import dev.rung.server.provider.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names, verification and the states of checkpoints. */
class LibraryTest extends PullCase {
  static final Path PHI =
      Path.of("..", "local-inference", "src/test/resources/checkpoints/phi-tiny");

  @BeforeEach
  void offerACheckpointThatCanBeRead() throws IOException {
    hub.with("config.json", Files.readString(PHI.resolve("config.json")));
    hub.withLarge(WEIGHTS, Files.readAllBytes(PHI.resolve(WEIGHTS)));
  }

  @Test
  void takesNamesAndHubIds() throws Exception {
    Library library = library();

    PullRequest named = library.request("phi-2", Optional.empty(), Optional.empty());
    assertThat(named.id()).hasToString("microsoft/phi-2");
    assertThat(named.revision()).isEqualTo("main");
    assertThat(named.target()).isEqualTo(folder.resolve("phi-2"));
    assertThat(library.request("Microsoft/Phi-2", Optional.empty(), Optional.empty()).target())
        .isEqualTo(folder.resolve("phi-2"));
    PullRequest unknown =
        library.request("acme/other", Optional.of("v2"), Optional.of(Path.of("/data/x")));
    assertThat(unknown)
        .isEqualTo(
            new PullRequest(
                new HubId("acme", "other"), "v2", Optional.empty(), Path.of("/data/x")));
  }

  @Test
  void saysWhichNamesThereAre() {
    assertThatThrownBy(() -> library().request("phi2", Optional.empty(), Optional.empty()))
        .isInstanceOf(UnknownModelException.class)
        .hasMessage(
            "no manifest is called phi2: did you mean phi-2? A model of a hub is OWNER/NAME");
    assertThatThrownBy(() -> library().request("gpt-oss-20b", Optional.empty(), Optional.empty()))
        .hasMessageContaining("there are falcon-mamba-7b, falcon-mamba-7b-instruct, phi-2,")
        .hasMessageEndingWith(". A model of a hub is OWNER/NAME");
  }

  @Test
  void holdsChecksumsOfAManifestForItsOwnRevisionOnly() throws Exception {
    writeManifest(FakeHub.sha256(hub.content(WEIGHTS)));
    Library library = library();

    assertThat(manifest(library, Optional.empty()).sha256()).hasSize(1);
    assertThat(manifest(library, Optional.of("v2")).sha256()).isEmpty();
  }

  @Test
  void fetchesAndVerifies() throws Exception {
    Library library = library();

    library.pull(request(library), heard);

    Verification found = library.verify(FakeHub.ID.toString(), heard);
    assertThat(found.faults()).isEmpty();
    assertThat(found.bytes()).isEqualTo(heard.total());
    assertThat(library.verify("small-phi", heard).isSound()).isTrue();
    assertThat(library.verify(target().toString(), heard).name()).isEqualTo("small-phi");
    assertThat(library.present()).containsExactly("small-phi");
    assertThat(Library.unsupported(target())).isEmpty();
  }

  @Test
  void findsEveryFault() throws Exception {
    Library library = library();
    library.pull(request(library), heard);
    Files.write(target().resolve(WEIGHTS), FakeHub.changed(hub.content(WEIGHTS)));
    Files.writeString(target().resolve("config.json"), "{}");
    Files.delete(target().resolve("tokenizer.json"));

    assertThat(library.verify("small-phi", heard).faults())
        .containsExactly(
            "tokenizer.json is missing",
            "config.json has 2 bytes where " + hub.content("config.json").length + " were fetched",
            "model.safetensors has the SHA-256 "
                + FakeHub.sha256(FakeHub.changed(hub.content(WEIGHTS)))
                + " where "
                + FakeHub.sha256(hub.content(WEIGHTS))
                + " was fetched");
  }

  @Test
  void findsDamagedPackedWeights() throws Exception {
    copyByHand();
    CheckpointSource source = new CheckpointSource(Checkpoint.read(target()), "int4", 1);
    Path packed =
        new PackedCache(List.of(target().resolve(".rung-packed")), folder, 1)
            .obtain("int4", source, 4, file -> file.write(ByteBuffer.wrap(new byte[4])))
            .file();
    assertThat(library().verify("small-phi", heard).faults()).isEmpty();

    Files.write(packed, new byte[] {1, 0, 0, 0});

    assertThat(library().verify("small-phi", heard).faults())
        .containsExactly(
            ".rung-packed/" + packed.getFileName() + " is damaged; the next start makes it again");
  }

  @Test
  void findsThatTheManifestSaysOtherwise() throws Exception {
    copyByHand();
    writeManifest("0".repeat(64));

    assertThat(library().verify("small-phi", heard).faults())
        .singleElement()
        .asString()
        .startsWith(WEIGHTS + " has the SHA-256 ")
        .endsWith(" where the manifest says " + "0".repeat(64));
  }

  @Test
  void findsWhatTheRuntimeDoesNotTake() throws Exception {
    copyByHand();
    Files.writeString(target().resolve("config.json"), "{\"architectures\":[\"GptForCausalLM\"]}");

    assertThat(library().verify("small-phi", heard).faults())
        .singleElement()
        .asString()
        .contains("config.json", "GptForCausalLM");
    assertThat(Library.unsupported(target()).orElseThrow()).contains("GptForCausalLM");
  }

  @Test
  void findsADamagedRecord() throws Exception {
    copyByHand();
    Files.writeString(target().resolve(PulledFiles.FILE), "{\"hub_id\": \"x\"}");

    assertThat(library().verify("small-phi", heard).faults())
        .containsExactly(
            "rung-files.json is damaged, hub_id is no hub id: pull the checkpoint again");
  }

  @Test
  void saysWhatIsNotThere() {
    assertThatThrownBy(() -> library().verify("phi-2", heard))
        .isInstanceOf(UnknownModelException.class)
        .hasMessage(
            "there is no checkpoint phi-2 in %s: 'rung models list' shows them".formatted(folder));
  }

  @Test
  void reportsEveryStateThatACheckpointCanBeIn() throws Exception {
    Library library = library();
    library.pull(request(library), heard);
    copyByHand("by-hand");
    copyByHand("odd");
    Files.writeString(folder.resolve("odd/config.json"), "{\"architectures\":[\"Odd\"]}");
    copyByHand("cut");
    Files.copy(target().resolve(PulledFiles.FILE), folder.resolve("cut/" + PulledFiles.FILE));
    Files.writeString(folder.resolve("cut/" + WEIGHTS), "short");
    Path partial = Files.createDirectories(folder.resolve(".pull/phi-2"));
    Files.write(partial.resolve("a.part"), new byte[250]);
    Files.writeString(partial.resolve(UnfinishedPull.TOTAL), "1000");
    Files.createDirectories(folder.resolve("no-checkpoint"));

    Map<String, CheckpointState> states =
        library.reports().stream()
            .collect(Collectors.toMap(CheckpointReport::name, CheckpointReport::state));

    assertThat(states)
        .containsOnlyKeys(
            "by-hand",
            "cut",
            "falcon-mamba-7b",
            "falcon-mamba-7b-instruct",
            "odd",
            "phi-2",
            "small-phi",
            "tinyllama-1.1b-chat")
        .containsEntry("falcon-mamba-7b", new CheckpointState.Absent())
        .containsEntry("phi-2", new CheckpointState.Partial(25))
        .containsEntry("small-phi", new CheckpointState.Ready())
        .containsEntry("by-hand", new CheckpointState.Ready());
    assertThat(states.get("cut"))
        .isEqualTo(
            new CheckpointState.Damaged(
                WEIGHTS + " has 5 bytes where " + hub.content(WEIGHTS).length + " were fetched"));
    assertThat(states.get("odd")).isInstanceOf(CheckpointState.Unsupported.class);
  }

  @Test
  void saysHowMuchDiskAndMemoryACheckpointTakes() throws Exception {
    copyByHand();
    long files = 0;
    for (String name : List.of("config.json", "tokenizer.json", WEIGHTS)) {
      files += Files.size(target().resolve(name));
    }

    CheckpointReport report =
        library().reports().stream()
            .filter(r -> r.name().equals("small-phi"))
            .findFirst()
            .orElseThrow();

    assertThat(report.bytesOnDisk()).isEqualTo(files);
    // All of phi-tiny is in f32, and nearly all of the file is weights.
    long single = report.memoryBytes().getOrDefault("f32", 0L);
    assertThat(single).isBetween(files * 9 / 10, Files.size(target().resolve(WEIGHTS)));
    // What is looked up stays in f32.
    assertThat(report.memoryBytes().getOrDefault("bf16", 0L)).isBetween(single / 2, single);
  }

  @Test
  void refusesToFetchOffline() {
    assertThatThrownBy(() -> pullWith(Offline.STRICT, hub.endpoint()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("routing.offline is \"strict\", so nothing is fetched: set")
        .hasMessageContaining("copy the folder");
    assertThatThrownBy(() -> pullWith(Offline.YES, URI.create("https://huggingface.co")))
        .hasMessageStartingWith("routing.offline is \"yes\"");
    assertThat(hub.hub().requests()).isEmpty();
  }

  @Test
  void reachesAMirrorOnThisMachineOffline() throws Exception {
    assertThat(pullWith(Offline.YES, hub.endpoint()).fetched()).isTrue();
  }

  @Test
  void refusesToPutOneModelInThePlaceOfAnother() throws Exception {
    Library library = library();
    library.pull(request(library), heard);
    Path record = target().resolve(PulledFiles.FILE);
    Files.writeString(record, Files.readString(record).replace("acme/", "others/"));

    assertThatThrownBy(() -> library.pull(request(library), heard))
        .hasMessageEndingWith(
            "holds others/small-phi: choose another folder for acme/small-phi with --to");
  }

  private static PullRequest request(Library library) throws UnknownModelException {
    return library.request(FakeHub.ID.toString(), Optional.empty(), Optional.empty());
  }

  private static Manifest manifest(Library library, Optional<String> revision)
      throws UnknownModelException {
    return library.request("small-phi", revision, Optional.empty()).manifest().orElseThrow();
  }

  private void writeManifest(String sha256) throws IOException {
    String text = Files.readString(Path.of("..", "models", "phi-2.toml"));
    Files.writeString(
        folder.resolve("small-phi.toml"),
        text.replace("microsoft/phi-2", FakeHub.ID.toString()).replace("\"phi-2\"", "\"small-phi\"")
            + "[sha256]\n\""
            + WEIGHTS
            + "\" = \""
            + sha256
            + "\"\n");
  }

  private void copyByHand() throws IOException {
    copyByHand("small-phi");
  }

  private void copyByHand(String name) throws IOException {
    Path to = Files.createDirectories(folder.resolve(name));
    for (String file : List.of("config.json", "tokenizer.json", WEIGHTS)) {
      Files.write(to.resolve(file), hub.content(file));
    }
  }

  private Pulled pullWith(Offline offline, URI endpoint) throws Exception {
    Library library = library(offline, endpoint);
    return library.pull(request(library), heard);
  }

  private Library library() throws Exception {
    return library(Offline.NO, hub.endpoint());
  }

  private Library library(Offline offline, URI endpoint) throws Exception {
    return new Library(
        folder,
        Manifests.load(folder),
        new HubSettings(endpoint, Optional.of(new Secret(FakeHub.TOKEN)), Proxies.NONE),
        offline,
        InstantSource.system(),
        System::nanoTime,
        pauses::add,
        folder.resolve("engines"),
        (_, _) -> {
          throw new IOException("not to be measured");
        });
  }
}
