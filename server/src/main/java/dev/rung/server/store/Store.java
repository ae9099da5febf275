package dev.rung.server.store;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the daemon has to remember, in one file of SQLite: a write-ahead log, one thread that writes
 * many changes in one transaction, one connection that reads beside it.
 *
 * <p>The file is opened behind the caller's back. A fault (disk full, file damaged) fails the
 * changes that it met and is told by {@link #fault()}; the next change tries again. Safe for
 * several threads.
 */
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final Duration READ_WITHIN = Duration.ofSeconds(10);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

  private final boolean inMemory;
  private final Opening opening;
  private final Queue queue;
  private final WatchedFile file;
  private final CountDownLatch opened;
  private final Thread thread;
  private final Reader reader;

  private Store(StoreSettings settings, List<Schema> schemas) {
    this.inMemory = settings.file().isEmpty();
    this.opening = new Opening(settings, List.copyOf(schemas));
    this.queue = new Queue(settings.company(), settings.queue());
    this.file = new WatchedFile(opening);
    Writer writer = new Writer(file, queue);
    this.opened = writer.opened();
    this.reader = new Reader(opening, file, READ_WITHIN);
    this.thread = Thread.ofPlatform().name("store").daemon().unstarted(writer);
  }

  /** A store that is opened while the caller goes on; a file at fault is told by the fault. */
  public static Store open(StoreSettings settings, List<Schema> schemas) {
    Store store = new Store(settings, schemas);
    store.thread.start();
    return store;
  }

  /**
   * Reads a file beside whoever writes it, and changes nothing.
   *
   * @throws StoreException when it cannot be read
   */
  public static <T> T look(Path file, Query<T> query) throws StoreException {
    Opening opening = new Opening(StoreSettings.durable(file), List.of());
    try (Statements db = opening.forReading()) {
      return query.apply(db);
    } catch (SQLException refused) {
      throw StoreException.of(refused, opening.name());
    }
  }

  /**
   * Writes a whole copy of a file, beside whoever writes it. The copy is marked as another file, so
   * that it is noticed where it is written over the one that is in use.
   *
   * @param copy a file that is not there yet
   * @throws StoreException when the file cannot be read, or the copy not be written
   */
  public static void backup(Path file, Path copy) throws StoreException {
    Opening opening = new Opening(StoreSettings.durable(file), List.of());
    try (Statements db = opening.forCopying()) {
      // SQLite takes an empty file as one that is not there, and leaves it its rights.
      OwnerOnly.make(copy);
      PreparedStatement vacuum = db.prepared("VACUUM INTO ?");
      vacuum.setString(1, copy.toString());
      vacuum.executeUpdate();
      mark(copy);
    } catch (SQLException refused) {
      throw StoreException.of(refused, opening.name());
    }
  }

  private static void mark(Path copy) throws SQLException {
    Opening opening = new Opening(StoreSettings.durable(copy), List.of());
    try (Statements db = opening.forCopying()) {
      FileHead.markAnew(db);
    }
  }

  /** Writes soon, with others; done when it is on the disk, or fails as a StoreException. */
  public <T> CompletableFuture<T> change(Change<T> change) {
    return put(change, false);
  }

  /** The same, without waiting for others. */
  public <T> CompletableFuture<T> changeNow(Change<T> change) {
    return put(change, true);
  }

  /**
   * Writes at once; done when nothing of what was deleted until then, by this change or before, is
   * in the file or in its log. Only for a store that erases. Fails as BUSY where somebody read the
   * file for seconds: then the change is written, and may be repeated.
   */
  public <T> CompletableFuture<T> erase(Change<T> change) {
    return put(new Pending<>(change, true), true);
  }

  /**
   * Writes at once and waits for it. Where that takes too long, or the caller is interrupted, the
   * change is taken back and never written; one whose writing has begun is waited for as long
   * again.
   *
   * @param then is given what came of it on the store's thread, in the order in which changes are
   *     written, and also where the caller waits no more; must not wait
   * @throws StoreException when it is not written, or of kind UNKNOWN where that is not known
   */
  public <T, R> R changeWithin(Duration longest, Change<T> change, Function<T, R> then)
      throws StoreException {
    Pending<T> pending = new Pending<>(change);
    // Before it can be written, so that it is the store's thread that tells.
    CompletableFuture<R> done = pending.done().thenApply(then);
    CompletableFuture<T> _ = put(pending, true);
    return new Wait(opening.name(), longest).until(done, pending);
  }

  private <T> CompletableFuture<T> put(Change<T> change, boolean now) {
    return put(new Pending<>(change), now);
  }

  private <T> CompletableFuture<T> put(Pending<T> pending, boolean now) {
    switch (queue.put(pending, now)) {
      case TAKEN -> {
        // Is told of when it is written.
      }
      case FULL ->
          pending.fail(
              new StoreException(
                  StoreException.Kind.BUSY,
                  opening.name() + " is written too slowly: use a faster disk"));
      case CLOSED -> pending.fail(StoreException.closed(opening.name()));
    }
    return pending.done();
  }

  /**
   * Reads on the calling thread.
   *
   * @throws StoreException when it cannot be read, or not within ten seconds
   */
  public <T> T read(Query<T> query) throws StoreException {
    awaitOpened();
    return inMemory ? readByWriter(query) : reader.read(query);
  }

  private void awaitOpened() throws StoreException {
    try {
      if (!opened.await(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw StoreException.tooSlow(opening.name());
      }
    } catch (InterruptedException stopped) {
      throw StoreException.interrupted();
    }
  }

  private <T> T readByWriter(Query<T> query) throws StoreException {
    try {
      return changeNow(query::apply).get(READ_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      throw StoreException.interrupted();
    } catch (TimeoutException slow) {
      throw StoreException.tooSlow(opening.name());
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof StoreException why
          ? why
          : StoreException.of(new IllegalStateException(failed));
    }
  }

  /** Why the last change could not be written; empty when all is well. */
  public Optional<StoreException> fault() {
    return file.fault();
  }

  /** Writes what waits, and waits for who reads, up to ten seconds each; closes the file. */
  @Override
  public void close() {
    queue.close();
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        LOG.atError().addKeyValue("store", opening.name()).log("state was not written to its end");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }
}
