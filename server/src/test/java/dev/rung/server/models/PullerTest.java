package dev.rung.server.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rung.server.scripted.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pull leaves in the models folder. */
class PullerTest extends PullCase {
  @Test
  void fetchesAWholeCheckpointAndNothingElse() throws Exception {
    Pulled pulled = pull();

    assertComplete();
    assertThat(pulled.fetched()).isTrue();
    assertThat(pulled.folder()).isEqualTo(target().toRealPath());
    assertThat(heard.here()).isEqualTo(heard.total()).isGreaterThan(LENGTH);
    assertThat(heard.finished).containsExactlyInAnyOrder("config.json", "tokenizer.json", WEIGHTS);
    assertThat(PulledFiles.in(target()).orElseThrow().files())
        .extracting(PulledFile::name, PulledFile::checkedBy)
        .containsExactly(
            tuple("config.json", "hub git id"),
            tuple("tokenizer.json", "hub git id"),
            tuple(WEIGHTS, "hub SHA-256"));
  }

  @Test
  void showsTheTokenToTheHubAlone() throws Exception {
    pull();

    assertThat(hub.hub().requests())
        .isNotEmpty()
        .allSatisfy(request ->
            assertThat(request.header("Authorization")).contains("Bearer " + FakeHub.TOKEN));
    assertThat(hub.store().requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.headers().toString()).doesNotContain("hf_"));
  }

  @Test
  void asksForBytesThatAreNotCompressed() throws Exception {
    pull();

    assertThat(hub.store().requests())
        .extracting(request -> request.header("Accept-Encoding"))
        .containsOnly(Optional.of("identity"));
  }

  @Test
  void fetchesNothingTwice() throws Exception {
    pull();
    int before = hub.store().requests().size();

    Pulled again = pull();

    assertThat(again.fetched()).isFalse();
    assertThat(hub.store().requests()).hasSize(before);
    assertComplete();
  }

  @Test
  void repairsWhatIsDamagedAndKeepsWhatIsNot() throws Exception {
    pull();
    Files.write(target().resolve(WEIGHTS), FakeHub.changed(hub.content(WEIGHTS)));
    Path own = Files.writeString(target().resolve("notes.txt"), "mine");
    int before = hub.hub().requests().size();

    Pulled again = pull();

    assertThat(again.fetched()).isTrue();
    assertComplete();
    assertThat(own).hasContent("mine");
    assertThat(hub.hub().requests().subList(before, hub.hub().requests().size()))
        .extracting(ReceivedRequest::path)
        .containsExactly(
            "/api/models/" + FakeHub.ID + "/revision/main?blobs=true",
            "/" + FakeHub.ID + "/resolve/" + FakeHub.COMMIT + "/" + WEIGHTS);
  }

  @Test
  void takesOverFilesThatSomebodyCopiedThere() throws Exception {
    Files.createDirectories(target());
    Files.write(target().resolve(WEIGHTS), hub.content(WEIGHTS));
    Files.write(target().resolve("config.json"), hub.content("config.json"));

    pull();

    assertComplete();
    assertThat(hub.store().requests()).isEmpty();
  }

  @Test
  void writesARecordAnewThatIsDamaged() throws Exception {
    pull();
    Files.writeString(target().resolve(PulledFiles.FILE), "{");

    pull();

    assertComplete();
  }

  @Test
  void asksFileByFileWhereTheListSaysTooLittle() throws Exception {
    hub.describesFiles = false;

    pull();

    assertComplete();
    assertThat(PulledFiles.in(target()).orElseThrow().find(WEIGHTS).orElseThrow().checkedBy())
        .isEqualTo("hub SHA-256");
    assertThat(hub.hub().requests())
        .filteredOn(request -> request.method().equals("HEAD"))
        .hasSize(3);
  }

  @Test
  void saysWhatNobodyVouchesFor() throws Exception {
    hub.describesFiles = false;
    hub.describesHeads = false;

    pull();

    assertComplete();
    assertThat(PulledFiles.in(target()).orElseThrow().files())
        .extracting(PulledFile::checkedBy)
        .containsOnly("nobody");
    assertThat(heard.remarks)
        .containsExactly(
            "%s has no checksum of config.json, tokenizer.json, model.safetensors: the SHA-256 of what came was written down, and compared with nothing"
                .formatted(hub.endpoint().getAuthority()));
    assertThat(pull().fetched()).isFalse();
  }

  @Test
  void refusesBeforeItStartsWhenThereIsNoRoom() {
    assertThatThrownBy(() -> pull(Optional.empty(), anyFolder -> 1_000_000, heard))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1.0 MB are still to be fetched and 1.0 MB are free")
        .hasMessageContaining("--to");
    assertThat(hub.store().requests()).isEmpty();
    assertThat(target()).doesNotExist();
  }

  @Test
  void leavesAFolderAloneThatHoldsSomethingElse() throws Exception {
    Files.createDirectories(target());
    Path own = Files.writeString(target().resolve("thesis.txt"), "mine");

    assertThatThrownBy(this::pull)
        .hasMessageContaining("is there and holds no checkpoint: choose another folder with --to");
    assertThat(own).hasContent("mine");
  }

  @Test
  void followsALinkToWhereThereIsRoom() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk/phi"));
    Files.createSymbolicLink(target(), disk);

    pull();

    assertThat(disk.resolve(WEIGHTS)).hasBinaryContent(hub.content(WEIGHTS));
    assertThat(target()).isSymbolicLink();
  }

  @Test
  void goesBackToTheOldFolderWhenAnEarlierChangeWasCutInTwo() throws Exception {
    pull();
    Files.move(target(), folder.resolve(".pull/small-phi.old"));

    Pulled again = pull();

    assertThat(again.fetched()).isFalse();
    assertComplete();
  }

  /** A daemon packs weights beside a checkpoint as soon as it is there. */
  @Test
  void completesAChangeThatWasCutInTwoBeforeBothFoldersHadOthersOfTheirOwn() throws Exception {
    pull();
    Path old = folder.resolve(".pull/small-phi.old");
    write(old.resolve("config.json"), "{}");
    write(old.resolve(".rung-packed/earlier"), "1");
    write(old.resolve(".rung-packed/same"), "2");
    write(old.resolve("notes/deep/text"), "3");
    write(old.resolve("both/inner"), "4");
    write(target().resolve(".rung-packed/same"), "5");
    write(target().resolve("both"), "6");

    pull();

    assertComplete();
    assertThat(old).doesNotExist();
    assertThat(target().resolve(".rung-packed/earlier")).hasContent("1");
    assertThat(target().resolve(".rung-packed/same")).hasContent("5");
    assertThat(target().resolve("notes/deep/text")).hasContent("3");
    assertThat(target().resolve("both")).hasContent("6");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  @Test
  void canBeDoneForSeveralModelsInOneFolder() throws Exception {
    pull();

    assertThat(List.of(folder.toFile().list())).containsExactlyInAnyOrder(".pull", "small-phi");
    assertThat(folder.resolve(".pull/small-phi.lock")).isEmptyFile();
  }
}
