package dev.rung.server.app;

import dev.rung.server.budget.Ledger;
import dev.rung.server.config.StoreTable;
import dev.rung.server.costs.Costs;
import dev.rung.server.feedback.Feedback;
import dev.rung.server.store.Folder;
import dev.rung.server.store.FolderTakenException;
import dev.rung.server.store.Schema;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import dev.rung.server.tenant.KeyTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What survives the daemon: its folder and the store in it. Without a folder the store is in
 * memory.
 */
record State(Optional<Folder> folder, Store store) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(State.class);
  static final String FILE = "rung.db";

  /** The tables of every room that keeps something. */
  private static final List<Schema> SCHEMAS =
      List.of(Ledger.SCHEMA, KeyTable.SCHEMA, Costs.SCHEMA, Feedback.schema());

  /**
   * Takes the folder, and has the store opened behind the caller's back.
   *
   * @throws FolderTakenException when another daemon has the folder
   */
  static State open(StoreTable settings) throws IOException {
    if (settings.folder().isEmpty()) {
      LOG.atInfo().log("state is kept in memory and forgotten at the end");
      return new State(Optional.empty(), Store.open(StoreSettings.inMemory(), SCHEMAS));
    }
    Folder folder = Folder.take(settings.folder().get().toAbsolutePath());
    Store store = Store.open(StoreSettings.durable(folder.file(FILE)), SCHEMAS);
    return new State(Optional.of(folder), store);
  }

  /** A file of its own in the folder, for a room that keeps more than tables. */
  Optional<Path> file(String name) {
    return folder.map(taken -> taken.file(name));
  }

  @Override
  public void close() {
    store.close();
    folder.ifPresent(Folder::close);
  }
}
