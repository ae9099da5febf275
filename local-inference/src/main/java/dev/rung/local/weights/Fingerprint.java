package dev.rung.local.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tells one state of a checkpoint from another without reading all of its weights: its {@link
 * ContentKey}, and size and times of each file. Bytes of every tensor are in it because times can
 * be the same for other weights, where an archive or an image has set them; times are in it because
 * bytes that are not sampled can change. One of them is the time of the last change of anything, on
 * systems that keep it: no program can set that one.
 */
public final class Fingerprint {
  private static final int DIGITS = 32;

  private Fingerprint() {}

  /**
   * Hexadecimal digits.
   *
   * @param form how the weights are packed, with its version
   * @throws InferenceException when a file cannot be read
   */
  public static String of(Checkpoint checkpoint, String form) throws InferenceException {
    StringBuilder text = new StringBuilder(form).append('\n').append(ContentKey.of(checkpoint));
    Map<Path, String> files = new TreeMap<>();
    try {
      for (String name : checkpoint.tensors().names()) {
        Tensor tensor = checkpoint.tensors().find(name).orElseThrow();
        Path file = tensor.file();
        if (!files.containsKey(file)) {
          files.put(file, state(file));
        }
      }
    } catch (IOException e) {
      throw new InferenceException(
          Reason.BAD_CHECKPOINT, checkpoint.folder().getFileName() + " cannot be read", e);
    }
    files.forEach(
        (file, state) -> text.append('\n').append(file.getFileName()).append(' ').append(state));
    return Sha256.hex(Sha256.digest(text.toString().getBytes(UTF_8))).substring(0, DIGITS);
  }

  private static String state(Path file) throws IOException {
    String state = Files.size(file) + " " + Files.getLastModifiedTime(file).toInstant();
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? state + " " + Files.getAttribute(file, "unix:ctime")
        : state;
  }
}
