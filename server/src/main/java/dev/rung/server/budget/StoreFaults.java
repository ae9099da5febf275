package dev.rung.server.budget;

import dev.rung.server.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Why a change of the store failed. */
final class StoreFaults {
  private StoreFaults() {}

  /** The store fails its futures with nothing else. */
  static StoreException of(Optional<Throwable> failure) {
    return failure
        .map(StoreFaults::unwrapped)
        .filter(StoreException.class::isInstance)
        .map(StoreException.class::cast)
        .orElseThrow(() -> new IllegalStateException("a change failed without a reason"));
  }

  private static Throwable unwrapped(Throwable failure) {
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    Throwable cause = failure.getCause();
    return wrapper && cause != null ? cause : failure;
  }
}
