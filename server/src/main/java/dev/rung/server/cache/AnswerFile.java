package dev.rung.server.cache;

import dev.rung.server.store.OwnerOnly;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of kept answers, which nobody but its owner reads. Holds nothing open itself. */
final class AnswerFile {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerFile.class);

  private final Path file;
  private final Sealing sealing;
  private final List<Schema> schemas;

  AnswerFile(Path file, Sealing sealing) {
    this(file, sealing, List.of());
  }

  /**
   * @param more tables beside that of the answers
   */
  AnswerFile(Path file, Sealing sealing, List<Schema> more) {
    this.file = file;
    this.sealing = sealing;
    this.schemas = new ArrayList<>(List.of(AnswerRows.SCHEMA));
    if (sealing.mark() != Sealing.NONE.mark()) {
      schemas.add(new Schema("seal", List.of("PRAGMA application_id = " + sealing.mark())));
    }
    schemas.addAll(more);
  }

  Sealing sealing() {
    return sealing;
  }

  /** Opens it, and makes it where it is not there; the store tells what is wrong with it. */
  Store open() {
    deleteWhereSealedOtherwise();
    OwnerOnly.make(file);
    return Store.open(StoreSettings.relaxed(file), schemas);
  }

  /** What was written with another key, or with none, is not to be read, and not to lie about. */
  private void deleteWhereSealedOtherwise() {
    try {
      if (isNone() || Store.look(file, AnswerRows::mark) == sealing.mark()) {
        return;
      }
      for (String suffix : List.of("", "-wal", "-shm", ".damaged")) {
        Files.deleteIfExists(beside(suffix));
      }
      LOG.atWarn()
          .addKeyValue("file", file)
          .log("kept answers were encrypted with another key or with none: they were deleted");
    } catch (StoreException unreadable) {
      // Whoever opens it next is told the same.
      LOG.atDebug().setCause(unreadable).log("the file of kept answers cannot be read");
    } catch (IOException refused) {
      LOG.atError().setCause(refused).log("kept answers of another key were not deleted");
    }
  }

  boolean isNone() {
    return !Files.exists(file);
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /**
   * Moves it away, over one that was set aside before. It must not be open.
   *
   * @return where it is
   */
  Path setAside() {
    try {
      Path aside = beside(".damaged");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(beside("-wal"));
      Files.deleteIfExists(beside("-shm"));
      return aside;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Nobody can tell what is in it, so a purge takes it away. */
  void deleteSetAside() {
    try {
      Files.deleteIfExists(beside(".damaged"));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
