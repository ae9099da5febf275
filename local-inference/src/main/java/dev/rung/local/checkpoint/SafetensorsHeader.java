package dev.rung.local.checkpoint;

import dev.rung.local.InferenceException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a safetensors file: eight bytes that say how long it is, then a JSON object
 * with type, shape and place of every tensor, then the tensors one after the other without a gap.
 *
 * <p>Source: the safetensors library's README, section "Format", and the checks of its own reader.
 */
final class SafetensorsHeader {
  /** As in the library: no real header comes near it. */
  static final long LONGEST = 100_000_000;

  private static final int LENGTH_BYTES = 8;
  private static final String METADATA = "__metadata__";
  private static final Set<String> KEYS = Set.of("dtype", "shape", "data_offsets");

  private final Path path;
  private final String file;
  private final long dataStart;
  private final long dataBytes;

  private SafetensorsHeader(Path path, long dataStart, long dataBytes) {
    this.path = path;
    this.file = String.valueOf(path.getFileName());
    this.dataStart = dataStart;
    this.dataBytes = dataBytes;
  }

  /**
   * The tensors of a file, in the order in which they lie in it.
   *
   * @throws InferenceException when the file cannot be read or breaks a rule of the format
   */
  static List<Tensor> read(Path path) throws InferenceException {
    String file = String.valueOf(path.getFileName());
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      long size = in.length();
      if (size < LENGTH_BYTES) {
        throw Faults.in(file, "has " + size + " bytes: too few for a safetensors header");
      }
      byte[] start = new byte[LENGTH_BYTES];
      in.readFully(start);
      long length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (length < 0 || length > LONGEST || length > size - LENGTH_BYTES) {
        throw Faults.in(
            file,
            "claims a header of "
                + Long.toUnsignedString(length)
                + " bytes; the file has "
                + size
                + ", and "
                + LONGEST
                + " is the most");
      }
      byte[] json = new byte[(int) length];
      in.readFully(json);
      long dataStart = LENGTH_BYTES + length;
      return new SafetensorsHeader(path, dataStart, size - dataStart).tensors(json);
    } catch (IOException e) {
      throw Faults.in(file, "cannot be read: " + e.getMessage());
    }
  }

  private List<Tensor> tensors(byte[] json) throws InferenceException {
    List<Tensor> tensors = new ArrayList<>();
    for (Map.Entry<String, Json> field : Json.table(json, file).fields().entrySet()) {
      if (!field.getKey().equals(METADATA)) {
        tensors.add(tensor(field.getKey(), field.getValue()));
      }
    }
    tensors.sort(Comparator.comparingLong(Tensor::offset).thenComparingLong(Tensor::bytes));
    checkPlaces(tensors);
    return tensors;
  }

  private Tensor tensor(String name, Json json) throws InferenceException {
    if (!(json instanceof Json.Table(var fields)) || !fields.keySet().equals(KEYS)) {
      throw Faults.inTensor(file, name, "needs exactly dtype, shape and data_offsets");
    }
    if (!(fields.get("dtype") instanceof Json.Text(String typeName))) {
      throw Faults.inTensor(file, name, "has a dtype that is no text");
    }
    DataType type =
        DataType.named(typeName)
            .orElseThrow(() -> Faults.inTensor(file, name, "has the unknown dtype " + typeName));
    List<Long> shape = naturals(name, "shape", fields.get("shape"));
    List<Long> offsets = naturals(name, "data_offsets", fields.get("data_offsets"));
    if (offsets.size() != 2 || offsets.get(0) > offsets.get(1)) {
      throw Faults.inTensor(file, name, "needs two data_offsets, the second not below the first");
    }
    if (offsets.get(1) > dataBytes) {
      throw Faults.inTensor(
          file,
          name,
          "ends at byte " + offsets.get(1) + " of its data, of which the file has " + dataBytes);
    }
    long bytes = offsets.get(1) - offsets.get(0);
    if (bytes != bytesOf(name, type, shape)) {
      throw Faults.inTensor(
          file, name, "takes " + bytes + " bytes, which do not fit " + type + " " + shape);
    }
    return new Tensor(name, type, shape, path, dataStart + offsets.get(0), bytes);
  }

  private long bytesOf(String name, DataType type, List<Long> shape) throws InferenceException {
    try {
      long bytes = type.bytes();
      for (long dimension : shape) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
      return bytes;
    } catch (ArithmeticException overflow) {
      throw Faults.inTensor(file, name, "has a shape beyond all memory: " + shape);
    }
  }

  private List<Long> naturals(String name, String key, @Nullable Json json)
      throws InferenceException {
    if (!(json instanceof Json.Sequence(List<Json> values))) {
      throw Faults.inTensor(file, name, "has a " + key + " that is no list");
    }
    List<Long> numbers = new ArrayList<>();
    for (Json value : values) {
      long number = value instanceof Json.Figure(String digits) ? natural(digits) : -1;
      if (number < 0) {
        throw Faults.inTensor(
            file, name, "has a " + key + " with something else than natural numbers");
      }
      numbers.add(number);
    }
    return numbers;
  }

  /** The number, or -1 for digits that are none below 2^63. */
  private static long natural(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException tooLargeOrBroken) {
      return -1;
    }
  }

  /** No tensor overlaps another, and no byte belongs to none. */
  private void checkPlaces(List<Tensor> tensors) throws InferenceException {
    long end = dataStart;
    for (Tensor tensor : tensors) {
      if (tensor.offset() < end) {
        throw Faults.inTensor(file, tensor.name(), "overlaps the one before it");
      }
      if (tensor.offset() > end) {
        throw Faults.inTensor(
            file, tensor.name(), "leaves a gap of " + (tensor.offset() - end) + " bytes before it");
      }
      end = tensor.offset() + tensor.bytes();
    }
    if (end != dataStart + dataBytes) {
      throw Faults.in(
          file, "has " + (dataStart + dataBytes - end) + " bytes behind its last tensor");
    }
  }
}
