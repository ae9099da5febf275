package dev.rung.server.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A change on its way to the disk. */
final class Pending<T> {
  private enum Progress {
    WAITING,
    BEGUN,
    /** Never written. */
    WITHDRAWN
  }

  private final Change<T> change;
  private final boolean erases;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.WAITING);

  /** What the change gave; told only when it is on disk. */
  private final AtomicReference<Runnable> telling = new AtomicReference<>(() -> {});

  Pending(Change<T> change) {
    this(change, false);
  }

  /**
   * @param erases whether it is done only when what it took away is in no file any more
   */
  Pending(Change<T> change, boolean erases) {
    this.change = change;
    this.erases = erases;
  }

  boolean erases() {
    return erases;
  }

  CompletableFuture<T> done() {
    return done;
  }

  /** Takes it back; false where its writing has begun, so that it may be on the disk. */
  boolean withdraw() {
    return progress.compareAndSet(Progress.WAITING, Progress.WITHDRAWN);
  }

  /** Does nothing where it was withdrawn. */
  void apply(Statements db) throws SQLException {
    if (progress.compareAndExchange(Progress.WAITING, Progress.BEGUN) == Progress.WITHDRAWN) {
      return;
    }
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
