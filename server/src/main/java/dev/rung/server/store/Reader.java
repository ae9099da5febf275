package dev.rung.server.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that reads a file beside the one who writes it, opened when it is first needed and
 * again after a fault. Safe for several threads, of which one reads at a time.
 */
final class Reader {
  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

  private final Opening opening;
  private final WatchedFile file;
  private final Duration longest;
  private final ReentrantLock reading = new ReentrantLock();
  private Optional<Statements> connection = Optional.empty();
  private volatile boolean closed;

  /**
   * @param file knows whether it is still the store's
   * @param longest that a query waits for others, and the close for the last one
   */
  Reader(Opening opening, WatchedFile file, Duration longest) {
    this.opening = opening;
    this.file = file;
    this.longest = longest;
  }

  /**
   * Reads on the calling thread.
   *
   * @throws StoreException when it cannot be read, or others read for too long
   */
  <T> T read(Query<T> query) throws StoreException {
    awaitTurn();
    try {
      Optional<StoreException> estranged = file.estrangement();
      if (estranged.isPresent()) {
        throw estranged.get();
      }
      return query.apply(connection());
    } catch (SQLException refused) {
      disconnect();
      throw StoreException.of(refused, opening.name());
    } catch (RuntimeException bug) {
      throw StoreException.of(bug);
    } finally {
      reading.unlock();
      if (closed) {
        disconnectWhereIdle();
      }
    }
  }

  private void awaitTurn() throws StoreException {
    try {
      if (!reading.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        throw StoreException.tooSlow(opening.name());
      }
    } catch (InterruptedException stopped) {
      throw StoreException.interrupted();
    }
  }

  private Statements connection() throws SQLException, StoreException {
    if (closed) {
      throw StoreException.closed(opening.name());
    }
    if (connection.isEmpty()) {
      connection = Optional.of(opening.forReading());
    }
    return connection.get();
  }

  /** Lets nobody read any more; a query that takes too long gives the connection back itself. */
  void close() {
    closed = true;
    try {
      if (reading.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        reading.unlock();
      } else {
        LOG.atWarn().addKeyValue("store", opening.name()).log("a query goes on beyond the end");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    disconnectWhereIdle();
  }

  /** Of who closes and the last who reads, at least one finds the lock free. */
  private void disconnectWhereIdle() {
    if (reading.tryLock()) {
      try {
        disconnect();
      } finally {
        reading.unlock();
      }
    }
  }

  private void disconnect() {
    connection.ifPresent(open -> {
      try {
        open.close();
      } catch (SQLException stuck) {
        LOG.atWarn().setCause(stuck).log("a connection of the store was not closed");
      }
    });
    connection = Optional.empty();
  }
}
