package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tensors of a checkpoint, from one file or from several shards with an index. Immutable. */
public final class Tensors {
  static final String SINGLE = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";
  private static final long LONGEST_INDEX = 50_000_000;

  private final Map<String, Tensor> byName;

  private Tensors(Map<String, Tensor> byName) {
    this.byName = byName;
  }

  /**
   * The tensors of a folder: those of the single file, which counts where an index is there as
   * well, or of the shards that the index names. Of those all must be there, with just the tensors
   * that it has.
   *
   * @throws InferenceException when a file is missing or breaks a rule
   */
  public static Tensors in(Path folder) throws InferenceException {
    if (FolderLinks.isThere(folder, SINGLE)) {
      return ofOne(folder);
    }
    if (!FolderLinks.isThere(folder, INDEX)) {
      throw Faults.in(
          String.valueOf(folder.getFileName()), "has neither " + SINGLE + " nor " + INDEX);
    }
    Path index = folder.resolve(INDEX);
    FolderLinks.check(folder, index);
    return ofShards(folder, index);
  }

  private static Tensors ofOne(Path folder) throws InferenceException {
    Path single = folder.resolve(SINGLE);
    FolderLinks.check(folder, single);
    Map<String, Tensor> byName = new LinkedHashMap<>();
    SafetensorsHeader.read(single).forEach(tensor -> byName.put(tensor.name(), tensor));
    return new Tensors(byName);
  }

  /** The same with another name for one of them. */
  Tensors renamed(String name, String other) {
    Map<String, Tensor> names = new LinkedHashMap<>();
    byName.forEach((each, tensor) -> names.put(each.equals(name) ? other : each, tensor));
    return new Tensors(names);
  }

  /** Every name, in the order of the files. */
  public Set<String> names() {
    return byName.keySet();
  }

  public Optional<Tensor> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * A tensor of this shape, of floating-point numbers.
   *
   * @throws InferenceException when there is none, or one of another shape or kind
   */
  public Tensor required(String name, List<Long> shape) throws InferenceException {
    Tensor tensor =
        find(name).orElseThrow(() -> Faults.in("the checkpoint", "lacks the tensor " + name));
    String file = String.valueOf(tensor.file().getFileName());
    if (!tensor.shape().equals(shape)) {
      throw Faults.inTensor(
          file, name, "has the shape " + tensor.shape() + " where " + shape + " is expected");
    }
    return switch (tensor.type()) {
      case F32, F16, BF16 -> tensor;
      case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, I32, U32, I64, U64, F64 ->
          throw Faults.inTensor(
              file, name, "is of " + tensor.type() + "; F32, F16 and BF16 are supported");
    };
  }

  private static Tensors ofShards(Path folder, Path index) throws InferenceException {
    Map<String, String> files = weightMap(index);
    Map<String, Tensor> byName = new LinkedHashMap<>();
    for (String file : new TreeSet<>(files.values())) {
      Path shard = folder.resolve(file);
      if (!FolderLinks.isThere(folder, file)) {
        throw Faults.in(file, "is missing; " + INDEX + " names it");
      }
      FolderLinks.check(folder, shard);
      for (Tensor tensor : SafetensorsHeader.read(shard)) {
        if (!file.equals(files.get(tensor.name()))) {
          throw Faults.inTensor(file, tensor.name(), INDEX + " does not place there");
        }
        byName.put(tensor.name(), tensor);
      }
    }
    for (Map.Entry<String, String> entry : files.entrySet()) {
      if (!byName.containsKey(entry.getKey())) {
        throw Faults.in(
            entry.getValue(),
            "lacks the tensor " + entry.getKey() + ", which " + INDEX + " places there");
      }
    }
    return new Tensors(byName);
  }

  private static Map<String, String> weightMap(Path index) throws InferenceException {
    Json.Table table = Json.table(bytes(index), INDEX);
    if (!(table.fields().get("weight_map") instanceof Json.Table(var entries))
        || entries.isEmpty()) {
      throw Faults.in(INDEX, "needs a weight_map with a file for each tensor");
    }
    Map<String, String> files = new LinkedHashMap<>();
    for (Map.Entry<String, Json> entry : entries.entrySet()) {
      if (!(entry.getValue() instanceof Json.Text(String file)) || !isPlainName(file)) {
        throw Faults.in(
            INDEX, "must name a file beside it for " + entry.getKey() + ", without a path");
      }
      files.put(entry.getKey(), file);
    }
    return files;
  }

  /** A name that cannot lead out of the folder, and that a file can have here. */
  private static boolean isPlainName(String file) {
    boolean plain =
        file.chars().allMatch(c -> c > ' ' && c != '/' && c != '\\' && c != ':' && c != 0x7F);
    try {
      return plain && Path.of(file).toString().endsWith(".safetensors");
    } catch (InvalidPathException noName) {
      return false;
    }
  }

  private static byte[] bytes(Path file) throws InferenceException {
    try {
      long size = Files.size(file);
      if (size > LONGEST_INDEX) {
        throw Faults.in(
            INDEX, "has " + size + " bytes; " + LONGEST_INDEX + " is the most for an index");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw Faults.in(INDEX, "cannot be read: " + e.getMessage());
    }
  }
}
