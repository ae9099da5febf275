package dev.rung.server.budget;

import dev.rung.server.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the store, for a bounded time. */
final class StoreWait {
  static final Duration LONGEST = Duration.ofSeconds(10);

  private StoreWait() {}

  /**
   * What a change came to.
   *
   * @throws StoreException when it failed, took too long, or the wait was interrupted
   */
  static <T> T await(CompletableFuture<T> change) throws StoreException {
    try {
      return change.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw StoreFaults.of(Optional.of(failed));
    } catch (TimeoutException slow) {
      throw slow();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw slow();
    }
  }

  private static StoreException slow() {
    return new StoreException(StoreException.Kind.BUSY, "the store did not answer in time");
  }
}
