package dev.rung.server.cache;

import dev.rung.server.scripted.TmpfsFolder;
import dev.rung.server.store.Schema;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that is soon full: a file system of its own where this machine lets us mount one, else a
 * file whose first connection may not make it larger.
 */
final class SmallDisk implements AutoCloseable {
  private static final int KIBIBYTES = 512;
  private static final int PAGES = KIBIBYTES / 4;

  private final TmpfsFolder folder;

  SmallDisk(Path folder) throws Exception {
    this.folder = new TmpfsFolder(folder, KIBIBYTES);
  }

  AnswerFile file() {
    // A table's step runs once, on the connection that makes the file; a full disk closes that.
    Schema bound = new Schema("bound", List.of("PRAGMA max_page_count = " + PAGES));
    return new AnswerFile(path(), Sealing.NONE, folder.isMounted() ? List.of() : List.of(bound));
  }

  /** Whether it is full until room is made; else there is room as soon as something was refused. */
  boolean staysFull() {
    return folder.isMounted();
  }

  Path path() {
    return folder.path().resolve("cache.db");
  }

  void makeRoom() throws InterruptedException {
    folder.grow();
  }

  @Override
  public void close() throws InterruptedException {
    folder.close();
  }
}
