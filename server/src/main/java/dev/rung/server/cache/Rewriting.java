package dev.rung.server.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has the latest of what was refused written again: when something else was written, and after a
 * pause. Safe for several threads; nothing in it waits.
 */
final class Rewriting implements AutoCloseable {
  /** Of places whose change was refused; older ones are given up. */
  private static final int MOST_UNWRITTEN = 16_384;

  /** So many of them are written at a time. */
  private static final int PORTION = 256;

  private final Unwritten unwritten = new Unwritten(MOST_UNWRITTEN);
  private final AtomicBoolean again = new AtomicBoolean();
  private final AtomicBoolean later = new AtomicBoolean();
  private final Executor afterPause;
  private final Consumer<List<CacheKey>> telling;
  private final Supplier<CompletableFuture<Boolean>> writing;
  private final Runnable recovered;
  private volatile boolean closed;

  /**
   * @param afterPause runs what it is given a while later, for what was refused to be tried again
   * @param telling writes anew what there is at these places
   * @param writing done when all that was told before is on the disk; fails where it cannot be
   *     written
   * @param recovered is called when nothing is left
   */
  Rewriting(
      Executor afterPause,
      Consumer<List<CacheKey>> telling,
      Supplier<CompletableFuture<Boolean>> writing,
      Runnable recovered) {
    this.afterPause = afterPause;
    this.telling = telling;
    this.writing = writing;
    this.recovered = recovered;
  }

  /** How many places there are whose last change is not on the disk. */
  long unwritten() {
    return unwritten.count();
  }

  /** The last change of this place was refused. */
  void refused(CacheKey key) {
    unwritten.add(key);
    tryLater();
  }

  private void tryLater() {
    if (!closed && later.compareAndSet(false, true)) {
      afterPause.execute(() -> {
        later.set(false);
        writeAgain();
      });
    }
  }

  /** A change was written, so that others may be. */
  void written() {
    if (!unwritten.isEmpty()) {
      writeAgain();
    }
  }

  /**
   * A portion of what was refused, and another one when something of it was written: on a disk that
   * is still full, this would turn without end.
   */
  private void writeAgain() {
    if (closed || !again.compareAndSet(false, true)) {
      return;
    }
    long before = unwritten.count();
    telling.accept(unwritten.take(PORTION));
    CompletableFuture<Boolean> _ =
        writing
            .get()
            .whenComplete((_, why) -> {
              again.set(false);
              if (why == null && unwritten.isEmpty()) {
                recovered.run();
              } else if (why == null && unwritten.count() < before) {
                writeAgain();
              } else {
                // The pause may have ended while this was on its way.
                tryLater();
              }
            });
  }

  /** Nothing is written again from now on. */
  @Override
  public void close() {
    closed = true;
  }
}
