package dev.rung.server.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The one who writes: takes changes from the queue and writes as many as there are in one
 * transaction. The file is looked at before each transaction, and once a second where there is
 * nothing to write.
 *
 * <p>One thread; the fault may be read by others.
 */
final class Writer implements Runnable {
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final WatchedFile file;
  private final Queue queue;
  private final CountDownLatch opened = new CountDownLatch(1);

  Writer(WatchedFile file, Queue queue) {
    this.file = file;
    this.queue = queue;
  }

  /** Counted down when the file was opened for the first time, or could not be. */
  CountDownLatch opened() {
    return opened;
  }

  @Override
  public void run() {
    try {
      file.open();
      opened.countDown();
      while (!queue.isOver()) {
        List<Pending<?>> batch = queue.take(BETWEEN_LOOKS);
        if (batch.isEmpty()) {
          file.look();
        } else {
          write(batch);
        }
      }
      file.close();
    } finally {
      opened.countDown();
      abandon();
    }
  }

  /** Whoever still waits when this thread ends, by an error of its own, waits for nobody. */
  private void abandon() {
    queue.close();
    StoreException why =
        new StoreException(StoreException.Kind.CLOSED, file.name() + " is closed: start Rung anew");
    while (!queue.isOver()) {
      List<Pending<?>> left = queue.take(Duration.ZERO);
      file.abandon(why);
      left.forEach(change -> change.fail(why));
    }
  }

  private void write(List<Pending<?>> batch) {
    Optional<Statements> with = file.forWriting();
    if (with.isEmpty()) {
      file.fault().ifPresent(why -> batch.forEach(change -> change.fail(why)));
      return;
    }
    Optional<StoreException> refused = commit(with.get(), batch);
    if (refused.isEmpty()) {
      written(with.get(), batch);
      return;
    }
    if (batch.size() == 1 || refused.get().kind().isOfTheStore()) {
      batch.forEach(change -> change.fail(refused.get()));
      return;
    }
    batch.forEach(change -> write(List.of(change)));
  }

  /** Why it could not be; then nothing of the batch is written. */
  private Optional<StoreException> commit(Statements with, List<Pending<?>> batch) {
    try {
      with.run("BEGIN IMMEDIATE");
      long before = FileWitness.rows(with);
      for (Pending<?> change : batch) {
        change.apply(with);
      }
      file.mark(with, before);
      with.run("COMMIT");
      return Optional.empty();
    } catch (SQLException refused) {
      return Optional.of(file.undone(with, StoreException.of(refused, file.name())));
    } catch (RuntimeException bug) {
      return Optional.of(file.undone(with, StoreException.of(bug)));
    } catch (Error failing) {
      // Whoever waits for it must be told, whatever happens to this thread.
      return Optional.of(file.undone(with, StoreException.of(failing, file.name())));
    }
  }

  /** From here on nobody is told that it was refused, nor is it written once more. */
  private void written(Statements with, List<Pending<?>> batch) {
    try {
      file.committed();
      tell(with, batch);
    } catch (RuntimeException | Error failing) {
      StoreException why = StoreException.untold(failing, file.name());
      batch.forEach(change -> change.fail(why));
    }
  }

  /** Whoever erases is told when neither free pages nor the log hold anything of it. */
  private void tell(Statements with, List<Pending<?>> batch) {
    Optional<StoreException> left = Optional.empty();
    if (batch.stream().anyMatch(Pending::erases)) {
      left = clean(with);
      file.cleaned();
    }
    for (Pending<?> change : batch) {
      if (change.erases() && left.isPresent()) {
        change.fail(left.get());
      } else {
        change.tell();
      }
    }
  }

  /** Cuts off free pages and empties the log; tells why not. */
  private Optional<StoreException> clean(Statements with) {
    try {
      with.run("PRAGMA incremental_vacuum");
      try (ResultSet row = with.prepared("PRAGMA wal_checkpoint(TRUNCATE)").executeQuery()) {
        boolean busy = row.next() && row.getInt(1) != 0;
        return busy
            ? Optional.of(
                new StoreException(
                    StoreException.Kind.BUSY,
                    file.name()
                        + " is being read, so that its log holds what was deleted: repeat it"))
            : Optional.empty();
      }
    } catch (SQLException refused) {
      return Optional.of(StoreException.of(refused, file.name()));
    }
  }
}
