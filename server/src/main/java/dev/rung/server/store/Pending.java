package dev.rung.server.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A change on its way to the disk. */
final class Pending<T> {
  private final Change<T> change;
  private final CompletableFuture<T> done = new CompletableFuture<>();

  /** What the change gave; told only when it is on disk. */
  private final AtomicReference<Runnable> telling = new AtomicReference<>(() -> {});

  Pending(Change<T> change) {
    this.change = change;
  }

  CompletableFuture<T> done() {
    return done;
  }

  void apply(Statements db) throws SQLException {
    T result = change.apply(db);
    telling.set(() -> done.complete(result));
  }

  void tell() {
    telling.get().run();
  }

  void fail(StoreException why) {
    done.completeExceptionally(why);
  }
}
