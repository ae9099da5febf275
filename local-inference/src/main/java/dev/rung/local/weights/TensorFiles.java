package dev.rung.local.weights;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads numbers out of the files of a checkpoint, of any size. Files are read and not mapped, so
 * that one which shrinks meanwhile is an error and not the end of the process. Safe for several
 * threads.
 */
public final class TensorFiles implements AutoCloseable {
  private final Map<Path, FileChannel> channels = new LinkedHashMap<>();

  private TensorFiles() {}

  /**
   * Opens the files of some tensors.
   *
   * @throws InferenceException when one cannot be read
   */
  public static TensorFiles open(Collection<Tensor> tensors) throws InferenceException {
    TensorFiles files = new TensorFiles();
    for (Tensor tensor : tensors) {
      if (!files.channels.containsKey(tensor.file())) {
        try {
          files.channels.put(
              tensor.file(), FileChannel.open(tensor.file(), StandardOpenOption.READ));
        } catch (IOException e) {
          files.close();
          throw unreadable(tensor, e.toString());
        }
      }
    }
    return files;
  }

  /**
   * Fills an array with numbers of a tensor in single precision, from the first-th on.
   *
   * @param bytes room for just these numbers as they lie
   */
  public void read(Tensor tensor, long first, float[] numbers, ByteBuffer bytes)
      throws InferenceException {
    copy(tensor, first * tensor.type().bytes(), bytes);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    switch (tensor.type()) {
      case F32 -> bytes.asFloatBuffer().get(numbers);
      case F16 -> {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Float.float16ToFloat(bytes.getShort(2 * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = Float.intBitsToFloat(bytes.getShort(2 * i) << Short.SIZE);
        }
      }
      case BOOL, U8, I8, F8_E4M3, F8_E5M2, I16, U16, I32, U32, I64, U64, F64 ->
          throw new IllegalArgumentException("no weight is of " + tensor.type());
    }
  }

  /** Fills a buffer with bytes of a tensor as they lie, from an offset on, and flips it. */
  public void copy(Tensor tensor, long offset, ByteBuffer bytes) throws InferenceException {
    FileChannel channel = channels.get(tensor.file());
    if (channel == null) {
      throw new IllegalArgumentException("not opened: " + tensor.name());
    }
    try {
      long position = tensor.offset() + offset;
      while (bytes.hasRemaining()) {
        int count = channel.read(bytes, position);
        if (count < 0) {
          throw unreadable(tensor, "it has become shorter");
        }
        position += count;
      }
    } catch (IOException e) {
      throw unreadable(tensor, e.toString());
    }
    bytes.flip();
  }

  @Override
  public void close() throws InferenceException {
    for (Map.Entry<Path, FileChannel> each : channels.entrySet()) {
      try {
        each.getValue().close();
      } catch (IOException e) {
        throw new InferenceException(
            Reason.FAILED, each.getKey().getFileName() + " cannot be closed", e);
      }
    }
  }

  private static InferenceException unreadable(Tensor tensor, String why) {
    return new InferenceException(
        Reason.BAD_CHECKPOINT,
        "%s cannot be read at the tensor %s: %s"
            .formatted(tensor.file().getFileName(), tensor.name(), why));
  }
}
