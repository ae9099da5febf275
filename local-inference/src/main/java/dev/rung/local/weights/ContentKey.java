package dev.rung.local.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.local.InferenceException;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/**
 * Tells checkpoints apart without reading all of them: SHA-256 of the configuration, of every
 * tensor's name, type and shape, and of some of its bytes. Milliseconds.
 */
public final class ContentKey {
  private static final int SAMPLE_BYTES = 64;

  private ContentKey() {}

  /**
   * The key, in hexadecimal digits.
   *
   * @throws InferenceException when a file cannot be read
   */
  public static String of(Checkpoint checkpoint) throws InferenceException {
    MessageDigest digest = Sha256.digest();
    digest.update(checkpoint.config().toString().getBytes(UTF_8));
    List<Tensor> tensors =
        checkpoint.tensors().names().stream()
            .sorted()
            .flatMap(name -> checkpoint.tensors().find(name).stream())
            .toList();
    ByteBuffer sample = ByteBuffer.allocate(SAMPLE_BYTES);
    try (TensorFiles files = TensorFiles.open(tensors)) {
      for (Tensor tensor : tensors) {
        String what = "\n" + tensor.name() + " " + tensor.type() + " " + tensor.shape() + " ";
        digest.update(what.getBytes(UTF_8));
        for (long from : new long[] {0, tensor.bytes() / 2}) {
          sample.clear().limit((int) Math.min(SAMPLE_BYTES, tensor.bytes() - from));
          files.copy(tensor, from, sample);
          digest.update(sample);
        }
      }
    }
    return Sha256.hex(digest.digest());
  }
}
