package dev.rung.server.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A bounded wait for a change that is taken back where it takes too long.
 *
 * @param longest for the change to be begun, and once more to be ended
 */
record Wait(String store, Duration longest) {

  /**
   * What came of the change.
   *
   * @throws StoreException when it is not written, or that is not known
   */
  <R> R until(CompletableFuture<R> done, Pending<?> change) throws StoreException {
    try {
      return done.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw reason(failed);
    } catch (TimeoutException slow) {
      return late(done, change, store + " did not answer in time: nothing has changed");
    } catch (InterruptedException stopped) {
      try {
        return late(done, change, "the wait for the store was ended: nothing has changed");
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  private <R> R late(CompletableFuture<R> done, Pending<?> change, String withdrawn)
      throws StoreException {
    if (change.withdraw()) {
      throw new StoreException(StoreException.Kind.BUSY, withdrawn);
    }
    try {
      return done.get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      throw reason(failed);
    } catch (TimeoutException | InterruptedException stuck) {
      throw new StoreException(
          StoreException.Kind.UNKNOWN,
          store + " did not end the change in time: look later whether it was made");
    }
  }

  private static StoreException reason(ExecutionException failed) {
    return failed.getCause() instanceof StoreException why
        ? why
        : StoreException.of(new IllegalStateException(failed));
  }
}
