package dev.rung.local.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of a checkpoint are read, and where they may lie. */
class CheckpointFilesTest {
  @TempDir Path temporary;

  @Test
  void aMissingShardIsNamed() throws Exception {
    Path folder = TinyCheckpoints.copy("phi-odd", temporary);
    Files.delete(folder.resolve("model-00002-of-00002.safetensors"));

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessage(
            "model-00002-of-00002.safetensors is missing; model.safetensors.index.json names it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../model.safetensors",
        "/etc/passwd",
        "a/b.safetensors",
        "a\\\\b.safetensors",
        "\\ud800.safetensors",
        "x"
      })
  void anIndexLeadsNowhereElse(String file) throws Exception {
    Path folder = TinyCheckpoints.copy("phi-odd", temporary);
    Path index = folder.resolve("model.safetensors.index.json");
    Files.writeString(index, "{\"weight_map\":{\"lm_head.bias\":\"" + file + "\"}}");

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageContaining("must name a file beside it for lm_head.bias");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "model.safetensors.index.json",
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors"
      })
  void aLinkLeadsNowhereElse(String file) throws Exception {
    Path folder = TinyCheckpoints.copy("phi-odd", temporary);
    Path elsewhere = Files.move(folder.resolve(file), temporary.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve(file), elsewhere);

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessage(
            file
                + " is a link that leads out of its folder: put the file itself there, or a hard"
                + " link");
  }

  /** As the cache of Hugging Face's own library has it. */
  @Test
  void theFilesOfASnapshotAreLinksToBlobs() throws Exception {
    Path whole = TinyCheckpoints.copy("phi-odd", temporary);
    Path snapshot = Files.createDirectories(temporary.resolve("models--o--n/snapshots/0a1b"));
    Path blobs = Files.createDirectory(temporary.resolve("models--o--n/blobs"));
    try (Stream<Path> files = Files.list(whole)) {
      for (Path file : files.toList()) {
        Path blob = Files.move(file, blobs.resolve("of-" + file.getFileName()));
        Files.createSymbolicLink(
            snapshot.resolve(file.getFileName()),
            Path.of("../../blobs").resolve(blob.getFileName()));
      }
    }
    Path linked = Files.createSymbolicLink(temporary.resolve("linked"), snapshot);

    assertThat(Checkpoint.read(snapshot).tensors().names()).isNotEmpty();
    assertThat(Checkpoint.read(linked).tensors().names()).isNotEmpty();
  }

  @Test
  void aSingleFileCountsWhereAnIndexIsThereAsWell() throws Exception {
    Path folder = TinyCheckpoints.copy("phi-odd", temporary);
    Path tiny = TinyCheckpoints.FOLDER.resolve("phi-tiny").resolve("model.safetensors");
    Files.copy(tiny, folder.resolve("model.safetensors"));

    assertThat(Checkpoint.read(folder).tensors().find("lm_head.weight").orElseThrow().shape())
        .containsExactly(512L, 64L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "config.json",
        "generation_config.json",
        "model.safetensors.index.json",
        "model-00001-of-00002.safetensors",
        "model.safetensors"
      })
  void whatIsNoFileIsNotTakenForAMissingOne(String name) throws Exception {
    Path folder = TinyCheckpoints.copy("phi-odd", temporary);
    Files.deleteIfExists(folder.resolve(name));
    Files.createDirectory(folder.resolve(name));

    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessage(name + " is no file");

    Files.delete(folder.resolve(name));
    Files.createSymbolicLink(folder.resolve(name), Path.of("nowhere"));

    assertThatThrownBy(() -> Checkpoint.read(folder)).hasMessage(name + " is no file, but a link");
  }

  @Test
  void anIndexAndItsShardsHoldTheSameTensors() throws Exception {
    Path folder = TinyCheckpoints.copy("phi-odd", temporary);
    Path index = folder.resolve("model.safetensors.index.json");
    String right = Files.readString(index);
    Files.writeString(index, right.replace("\"lm_head.bias\"", "\"lm_head.other\""));

    assertThatThrownBy(() -> Checkpoint.read(folder))
        .hasMessageContaining("lm_head.bias, which model.safetensors.index.json does not place");
  }

  @Test
  void aTensorOfAnotherShapeOrTypeIsNamed() throws Exception {
    SafetensorsFiles.write(
        temporary.resolve("model.safetensors"),
        "{\"w\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        8);
    Tensors tensors = Tensors.in(temporary);

    assertThatThrownBy(() -> tensors.required("w", List.of(2L)))
        .hasMessage(
            "model.safetensors holds the tensor w, which has the shape [1] where [2] is expected");
    assertThatThrownBy(() -> tensors.required("w", List.of(1L)))
        .hasMessageContaining("is of I64; F32, F16 and BF16 are supported");
    assertThatThrownBy(() -> tensors.required("v", List.of(1L)))
        .hasMessage("the checkpoint lacks the tensor v");
  }

  @Test
  void anEmptyFolderSaysWhatItLacks() {
    assertThatThrownBy(() -> Checkpoint.read(temporary)).hasMessageContaining("has no config.json");
    assertThatThrownBy(() -> Tensors.in(temporary))
        .hasMessageContaining("has neither model.safetensors nor model.safetensors.index.json");
  }
}
