package dev.rung.server.app;

import dev.rung.classifier.TierModel;
import dev.rung.classifier.serve.ModelException;
import dev.rung.classifier.serve.OnnxTierModel;
import dev.rung.local.InferenceException;
import dev.rung.local.device.OrtEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trained classifiers by their files; each is read once and kept until the end, since requests may
 * still be judged by it. One that cannot be used is told of once, and rules decide without it.
 * Threads: any.
 */
final class TrainedClassifiers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainedClassifiers.class);

  private final Path cache;
  private final Map<Optional<Path>, Optional<OnnxTierModel>> loaded = new HashMap<>();

  /**
   * Reads nothing yet.
   *
   * @param cache folder where native libraries are unpacked
   */
  TrainedClassifiers(Path cache) {
    this.cache = cache;
  }

  /**
   * The classifier in a file.
   *
   * @param file absent: the one that comes with Rung
   */
  synchronized Optional<TierModel> of(Optional<Path> file) {
    return loaded.computeIfAbsent(file, this::load).map(model -> model);
  }

  @Override
  public synchronized void close() {
    loaded.values().forEach(model -> model.ifPresent(OnnxTierModel::close));
    loaded.clear();
  }

  private Optional<OnnxTierModel> load(Optional<Path> file) {
    try {
      OrtEngine.start(cache);
      return Optional.of(
          file.isPresent()
              ? OnnxTierModel.of(Files.readAllBytes(file.get()))
              : OnnxTierModel.shipped());
    } catch (ModelException | InferenceException e) {
      return without(file, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return without(file, "there is no such file");
    } catch (IOException e) {
      return without(file, "it cannot be read: " + e.getMessage());
    }
  }

  private static Optional<OnnxTierModel> without(Optional<Path> file, String why) {
    LOG.atWarn()
        .addKeyValue("file", file.map(Path::toString).orElse("shipped"))
        .addKeyValue("fault", why)
        .log("the trained classifier cannot be used; rules decide without it");
    return Optional.empty();
  }
}
