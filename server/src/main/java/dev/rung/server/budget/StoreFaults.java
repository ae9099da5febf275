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

  /** What a caller is told of a fault. */
  static String text(StoreException fault) {
    return text(String.valueOf(fault.getMessage()));
  }

  /** The same, of a fault that is known by these words. */
  static String text(String reason) {
    return "the ledger cannot be written, and so nothing that costs money is asked: " + reason;
  }

  private static Throwable unwrapped(Throwable failure) {
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    Throwable cause = failure.getCause();
    return wrapper && cause != null ? cause : failure;
  }
}
