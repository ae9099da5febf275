package dev.rung.server.store;

import dev.rung.server.store.StoreException.Kind;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A store of words: what writes one, what reads them all, and what came of a change. */
final class Words {
  /** The first step of their schema. */
  static final String FIRST = "CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT);";

  static final Schema WORDS = new Schema("words", List.of(FIRST));

  private Words() {}

  static Store open(Path file) {
    return Store.open(StoreSettings.durable(file), List.of(WORDS));
  }

  static Change<Integer> add(String text) {
    return db -> {
      PreparedStatement insert = db.prepared("INSERT INTO word (text) VALUES (?)");
      insert.setString(1, text);
      return insert.executeUpdate();
    };
  }

  /** A change that SQLite refuses. */
  static Change<Integer> broken() {
    return db -> db.prepared("INSERT INTO nowhere VALUES (1)").executeUpdate();
  }

  /** All of them, the oldest first. */
  static List<String> words(Store store) throws StoreException {
    return store.read(db -> {
      List<String> read = new ArrayList<>();
      try (ResultSet rows = db.prepared("SELECT text FROM word ORDER BY id").executeQuery()) {
        while (rows.next()) {
          read.add(rows.getString(1));
        }
      }
      return read;
    });
  }

  /** What came of a change. */
  static <T> T done(CompletableFuture<T> change) throws Exception {
    return change.get(1, TimeUnit.MINUTES);
  }

  /** Why a change failed. */
  static Kind kind(CompletableFuture<?> change) {
    try {
      change.get(1, TimeUnit.MINUTES);
      throw new AssertionError("it went through");
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StoreException why) {
        return why.kind();
      }
      throw new AssertionError(failed);
    } catch (Exception other) {
      throw new AssertionError(other);
    }
  }

  /** Whether it was counted down within a minute; to hold up the store's thread. */
  static boolean await(CountDownLatch latch) {
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
