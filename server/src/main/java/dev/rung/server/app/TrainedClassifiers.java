package dev.rung.server.app;

import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.local.InferenceException;
import dev.rung.local.device.OrtEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trained classifiers by their files; each is read once, and again when its file was replaced, and
 * kept until the end, since requests may still be judged by it. One that cannot be used is told of
 * and counted, rules decide without it, and it is tried again when it is next asked for. Threads:
 * any.
 */
final class TrainedClassifiers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainedClassifiers.class);

  private final Path cache;
  private final Runnable onFailure;
  private final Map<Contents, OnnxTierModel> loaded = new HashMap<>();

  /**
   * Reads nothing yet.
   *
   * @param cache folder where native libraries are unpacked
   * @param onFailure is told of each that cannot be used
   */
  TrainedClassifiers(Path cache, Runnable onFailure) {
    this.cache = cache;
    this.onFailure = onFailure;
  }

  /**
   * The classifier in a file.
   *
   * @param file absent: the one that comes with Rung
   */
  synchronized Optional<OnnxTierModel> of(Optional<Path> file) {
    try {
      Contents contents = Contents.of(file);
      OnnxTierModel known = loaded.get(contents);
      if (known != null) {
        return Optional.of(known);
      }
      Optional<OnnxTierModel> read = load(file);
      read.ifPresent(model -> loaded.put(contents, model));
      return read;
    } catch (NoSuchFileException e) {
      return without(file, "there is no such file");
    } catch (IOException e) {
      return without(file, "it cannot be read: " + e.getMessage());
    }
  }

  /** By what it shows whether a file is still the one that was read. */
  private record Contents(Optional<Path> file, FileTime written, long bytes) {
    static Contents of(Optional<Path> file) throws IOException {
      return file.isEmpty()
          ? new Contents(file, FileTime.fromMillis(0), 0)
          : new Contents(file, Files.getLastModifiedTime(file.get()), Files.size(file.get()));
    }
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(OnnxTierModel::close);
    loaded.clear();
  }

  private Optional<OnnxTierModel> load(Optional<Path> file) throws IOException {
    try {
      OrtEngine.start(cache);
      return Optional.of(
          file.isPresent()
              ? OnnxTierModel.of(Files.readAllBytes(file.get()))
              : OnnxTierModel.shipped());
    } catch (ModelException | InferenceException e) {
      return without(file, String.valueOf(e.getMessage()));
    }
  }

  private Optional<OnnxTierModel> without(Optional<Path> file, String why) {
    onFailure.run();
    LOG.atWarn()
        .addKeyValue("file", file.map(Path::toString).orElse("shipped"))
        .addKeyValue("fault", why)
        .log("the trained classifier cannot be used; rules decide without it");
    return Optional.empty();
  }
}
