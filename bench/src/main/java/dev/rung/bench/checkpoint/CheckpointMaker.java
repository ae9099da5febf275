package dev.rung.bench.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes a folder as Hugging Face's hub has it: config.json, tokenizer, and weights in bf16 in
 * shards of bounded size with their index.
 *
 * <p>Source: the format of the safetensors library, and the hub's {@code
 * model.safetensors.index.json}.
 */
public final class CheckpointMaker {
  /** As the hub's libraries cut them. */
  public static final long SHARD_BYTES = 5_000_000_000L;

  private CheckpointMaker() {}

  /** A text to write as JSON. */
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * Makes a checkpoint; the same seed makes the same bytes.
   *
   * @param folder made if it is not there
   * @param shardBytes of weights in one file, unless a single tensor has more
   */
  public static void make(Path folder, ModelShape shape, long seed, long shardBytes)
      throws IOException {
    if (shape.vocabulary() < PairTokenizer.SMALLEST) {
      throw new IllegalArgumentException(
          "a vocabulary needs " + PairTokenizer.SMALLEST + " tokens");
    }
    Files.createDirectories(folder);
    write(folder.resolve("config.json"), shape::writeConfig);
    write(folder.resolve("tokenizer.json"), json -> PairTokenizer.write(json, shape.vocabulary()));
    write(folder.resolve("tokenizer_config.json"), PairTokenizer::writeConfig);
    List<List<RandomTensor>> shards = shards(shape.tensors(seed), shardBytes);
    for (int shard = 0; shard < shards.size(); shard++) {
      SafetensorsWriter.write(folder.resolve(name(shard, shards.size())), shards.get(shard));
    }
    write(folder.resolve("model.safetensors.index.json"), json -> index(json, shards));
  }

  private static List<List<RandomTensor>> shards(List<RandomTensor> tensors, long shardBytes) {
    List<List<RandomTensor>> shards = new ArrayList<>();
    long room = 0;
    for (RandomTensor tensor : tensors) {
      long bytes = Short.BYTES * tensor.elements();
      if (shards.isEmpty() || bytes > room) {
        shards.add(new ArrayList<>());
        room = shardBytes;
      }
      shards.getLast().add(tensor);
      room -= bytes;
    }
    return shards;
  }

  private static void index(JsonGenerator json, List<List<RandomTensor>> shards)
      throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeNumberField(
        "total_size",
        Short.BYTES
            * shards.stream().flatMap(List::stream).mapToLong(RandomTensor::elements).sum());
    json.writeEndObject();
    json.writeObjectFieldStart("weight_map");
    for (int shard = 0; shard < shards.size(); shard++) {
      for (RandomTensor tensor : shards.get(shard)) {
        json.writeStringField(tensor.name(), name(shard, shards.size()));
      }
    }
    json.writeEndObject();
  }

  private static String name(int shard, int shards) {
    return String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", shard + 1, shards);
  }

  private static void write(Path file, Content content) throws IOException {
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    }
  }
}
