package dev.rung.local.graph;

import static java.util.Objects.requireNonNull;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Tensor;
import dev.rung.local.weights.TensorFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a checkpoint whose weights are those that packing leaves, in single precision: what
 * another engine computes with it has the rounding of weights and no other.
 */
final class RoundedCheckpoint {
  private static final String HEAD = "lm_head.weight";
  private final Map<String, float[]> tensors = new LinkedHashMap<>();
  private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

  private RoundedCheckpoint() {}

  static Path write(Path source, GraphSettings settings, Path folder)
      throws InferenceException, IOException {
    Checkpoint checkpoint = Checkpoint.read(source);
    GraphArchitecture architecture = GraphArchitecture.of(checkpoint.config());
    PackedModel packed = PackedModel.plan(checkpoint, architecture, settings);
    Path file = folder.resolve("packed");
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Packer.pack(packed, checkpoint.tensors(), 2, channel);
    }
    RoundedCheckpoint rounded = new RoundedCheckpoint();
    rounded.readAll(checkpoint);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    for (Part part : packed.parts()) {
      if (part instanceof BlockPart blocks) {
        rounded.replace(blocks, bytes);
      }
    }
    // An output layer that is the embedding too is rounded, and the embedding is not.
    String config = Files.readString(source.resolve("config.json"));
    Files.writeString(
        folder.resolve("config.json"),
        config.replaceAll("(\"tie_word_embeddings\"\\s*:\\s*)true", "$1false"));
    rounded.write(folder.resolve("model.safetensors"));
    return folder;
  }

  private void readAll(Checkpoint checkpoint) throws InferenceException {
    List<Tensor> all =
        checkpoint.tensors().names().stream()
            .map(name -> checkpoint.tensors().find(name).orElseThrow())
            .toList();
    try (TensorFiles files = TensorFiles.open(all)) {
      for (Tensor tensor : all) {
        float[] numbers = new float[(int) tensor.elements()];
        files.read(tensor, 0, numbers, ByteBuffer.allocate((int) tensor.bytes()));
        tensors.put(tensor.name(), numbers);
        shapes.put(tensor.name(), tensor.shape());
      }
    }
  }

  private void replace(BlockPart part, ByteBuffer packed) {
    for (int row = 0; row < part.rows(); row++) {
      int source = part.places().row(row);
      for (Tensor tensor : part.sources()) {
        int rows = (int) (tensor.elements() / part.width());
        if (source >= 0 && source < rows) {
          float[] target = target(tensor.name());
          for (int column = 0; column < part.columns(); column++) {
            int place =
                part.places().across().isEmpty() ? column : part.places().across().get()[column];
            if (place >= 0) {
              target[source * part.width() + place] = weight(part, packed, row, column);
            }
          }
          break;
        }
        source -= rows;
      }
    }
  }

  private float[] target(String source) {
    if (!source.equals("model.embed_tokens.weight")) {
      return requireNonNull(tensors.get(source));
    }
    shapes.put(HEAD, requireNonNull(shapes.get(source)));
    return tensors.computeIfAbsent(HEAD, head -> requireNonNull(tensors.get(source)).clone());
  }

  private static float weight(BlockPart part, ByteBuffer packed, int row, int column) {
    BlockPacking packing = part.packing();
    int blocks = packing.blocks(part.columns());
    int block = row * blocks + column / packing.block();
    int within = column % packing.block();
    float scale = packed.getFloat((int) part.scales().offset() + block * Float.BYTES);
    int start = (int) part.weights().offset() + block * packing.blockBytes();
    int zero = packing.middle();
    if (part.zeros().isPresent()) {
      int bytes = packing.zeroBytes(part.columns());
      int first = (int) part.zeros().get().offset() + row * bytes;
      zero = number(packed, first, column / packing.block(), packing.bits());
    }
    return scale * (number(packed, start, within, packing.bits()) - zero);
  }

  private static int number(ByteBuffer packed, int start, int index, int bits) {
    int bit = index * bits;
    int value = Byte.toUnsignedInt(packed.get(start + bit / Byte.SIZE));
    return (value >> (bit % Byte.SIZE)) & ((1 << bits) - 1);
  }

  private void write(Path file) throws IOException {
    StringBuilder header = new StringBuilder("{");
    long offset = 0;
    for (Map.Entry<String, float[]> each : tensors.entrySet()) {
      long end = offset + (long) each.getValue().length * Float.BYTES;
      header
          .append(header.length() > 1 ? "," : "")
          .append(
              "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                  .formatted(each.getKey(), shapes.get(each.getKey()), offset, end));
      offset = end;
    }
    byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(Long.BYTES + json.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    tensors
        .values()
        .forEach(numbers -> {
          for (float number : numbers) {
            bytes.putFloat(number);
          }
        });
    Files.write(file, bytes.array());
  }
}
