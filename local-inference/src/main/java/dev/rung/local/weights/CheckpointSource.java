package dev.rung.local.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rung.local.InferenceException;
import dev.rung.local.InferenceException.Reason;
import dev.rung.local.checkpoint.Checkpoint;
import dev.rung.local.checkpoint.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A checkpoint whose weights are packed.
 *
 * @param form how they are packed, with its version
 * @param threads that read files, one each
 */
public record CheckpointSource(Checkpoint checkpoint, String form, int threads)
    implements PackedSource {
  /** What the first line of {@link #contents} begins with; others are as {@code sha256sum}'s. */
  private static final String FORM = "# ";

  private static final int BUFFER = 1 << 20;

  /** The form that a text of {@link #contents} says, if it is one. */
  static Optional<String> form(List<String> contents) {
    return contents.stream()
        .findFirst()
        .filter(line -> line.startsWith(FORM))
        .map(line -> line.substring(FORM.length()));
  }

  @Override
  public String stamp() throws InferenceException {
    return Fingerprint.of(checkpoint, form);
  }

  @Override
  public List<String> contents() throws InferenceException {
    List<String> lines = new ArrayList<>(List.of(FORM + form));
    String config = checkpoint.config().toString();
    lines.add(Sha256.hex(Sha256.digest(config.getBytes(UTF_8))) + "  the configuration as read");
    try (ExecutorService readers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("rung-hash-", 0).factory())) {
      List<Callable<String>> files = new ArrayList<>();
      for (Path file : files()) {
        files.add(() -> sum(file) + "  " + file.getFileName());
      }
      for (Future<String> line : readers.invokeAll(files)) {
        lines.add(line.get());
      }
    } catch (ExecutionException e) {
      throw new InferenceException(
          Reason.BAD_CHECKPOINT, checkpoint.folder().getFileName() + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InferenceException(Reason.CLOSED, "reading was interrupted", e);
    }
    return List.copyOf(lines);
  }

  private TreeSet<Path> files() {
    TreeSet<Path> files = new TreeSet<>();
    for (String name : checkpoint.tensors().names()) {
      checkpoint.tensors().find(name).map(Tensor::file).ifPresent(files::add);
    }
    return files;
  }

  private static String sum(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] bytes = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        digest.update(bytes, 0, count);
      }
    }
    return Sha256.hex(digest.digest());
  }
}
