package dev.rung.local.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.decoding.Decoder.Input;
import dev.rung.local.decoding.Decoder.Logits;
import dev.rung.local.decoding.Decoder.Sequence;
import dev.rung.local.device.Device;
import dev.rung.local.weights.Precision;
import dev.rung.local.weights.TensorFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where config.json ties the output layer to the embedding and the files have an output layer all
 * the same, that one counts.
 */
class OwnOutputTest {
  private static final long CACHE_LIMIT = 10_000_000;
  private static final String OUTPUT = "lm_head.weight";

  @TempDir private Path folder;

  /** The output layer is the embedding with all signs turned, so that only biases keep theirs. */
  @ParameterizedTest
  @ValueSource(strings = {"llama-odd", "phi-norm", "falcon-mamba-odd"})
  void anOutputLayerInTheFilesIsUsed(String name) throws Exception {
    Oracle oracle = Oracle.named(name);
    Checkpoint tied = Checkpoint.read(oracle.folder());
    int[] ids = oracle.prompts().get(1).ids();

    List<float[]> turned = logits(withTurnedOutput(tied), ids);

    List<float[]> plain = logits(tied, ids);
    for (int row = 0; row < ids.length; row++) {
      for (int id = 0; id < plain.get(row).length; id++) {
        float twiceTheBias = plain.get(0)[id] + turned.get(0)[id];
        assertThat(plain.get(row)[id] + turned.get(row)[id])
            .isCloseTo(twiceTheBias, within(Oracle.TOLERANCE));
      }
      assertThat(turned.get(row)).isNotEqualTo(plain.get(row));
    }
  }

  /** Of two names for one tensor, programs that save it keep either. */
  @ParameterizedTest
  @ValueSource(strings = {"llama-odd", "phi-norm", "falcon-mamba-odd"})
  void anOutputLayerAloneIsTheEmbeddingToo(String name) throws Exception {
    Oracle oracle = Oracle.named(name);
    Checkpoint tied = Checkpoint.read(oracle.folder());
    int[] ids = oracle.prompts().get(1).ids();

    List<float[]> logits = logits(withOutputOnly(tied), ids);

    assertThat(logits).usingRecursiveComparison().isEqualTo(logits(tied, ids));
  }

  /** The same model, whose embedding is named as the output layer. */
  private Checkpoint withOutputOnly(Checkpoint tied) throws Exception {
    String embedding = '"' + tied.config().embedding() + ".weight\"";
    String output = '"' + OUTPUT + '"';
    String padded = output + " ".repeat(embedding.length() - output.length());
    try (Stream<Path> files = Files.list(tied.folder())) {
      for (Path file : files.toList()) {
        String bytes = Files.readString(file, ISO_8859_1);
        Files.writeString(
            folder.resolve(file.getFileName()), bytes.replace(embedding, padded), ISO_8859_1);
      }
    }
    Checkpoint written = Checkpoint.read(folder);
    assertThat(written.config().tied()).isTrue();
    return written;
  }

  /** The same model, whose files have the tensor as well. */
  private Checkpoint withTurnedOutput(Checkpoint tied) throws Exception {
    try (Stream<Path> files = Files.list(tied.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(shard(file)));
      }
    }
    List<Tensor> tensors =
        tied.tensors().names().stream()
            .map(each -> tied.tensors().find(each).orElseThrow())
            .toList();
    Tensor embedding =
        tensors.stream().filter(each -> each.name().contains("embed")).findFirst().orElseThrow();
    write(folder.resolve("output.safetensors"), embedding, turned(embedding));
    String places =
        tensors.stream()
            .map(each -> "\"" + each.name() + "\":\"" + shard(each.file()) + "\",")
            .collect(joining());
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{" + places + "\"" + OUTPUT + "\":\"output.safetensors\"}}");
    return Checkpoint.read(folder);
  }

  /** A single file counts without an index, so it becomes a shard. */
  private static String shard(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.equals("model.safetensors") ? "whole.safetensors" : name;
  }

  private static byte[] turned(Tensor tensor) throws InferenceException {
    ByteBuffer bytes = ByteBuffer.allocate((int) tensor.bytes());
    try (TensorFiles files = TensorFiles.open(List.of(tensor))) {
      files.copy(tensor, 0, bytes);
    }
    byte[] turned = bytes.array();
    int size = tensor.type().bytes();
    for (int last = size - 1; last < turned.length; last += size) {
      turned[last] ^= (byte) 0x80;
    }
    return turned;
  }

  private static void write(Path file, Tensor like, byte[] data) throws IOException {
    byte[] header =
        "{\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[0,%d]}}"
            .formatted(OUTPUT, like.type(), like.shape(), data.length)
            .getBytes(UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    Files.write(file, bytes.putLong(header.length).put(header).put(data).array());
  }

  private static List<float[]> logits(Checkpoint checkpoint, int[] ids) throws InferenceException {
    Oracle.startEngine();
    try (TorchDecoder decoder =
            TorchDecoder.load(checkpoint, Precision.F32, Device.CPU, CACHE_LIMIT, 1);
        Sequence sequence = decoder.open(ids.length)) {
      Logits logits = decoder.forward(List.of(new Input(sequence, ids, ids.length)));
      List<float[]> rows = new ArrayList<>();
      for (int row = 0; row < logits.rows(); row++) {
        rows.add(logits.row(row));
      }
      return rows;
    }
  }
}
