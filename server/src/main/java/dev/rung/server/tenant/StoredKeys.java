package dev.rung.server.tenant;

import dev.rung.server.store.Change;
import dev.rung.server.store.OwnerOnly;
import dev.rung.server.store.Store;
import dev.rung.server.store.StoreException;
import dev.rung.server.tenant.KeyException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The keys of all tenants on the disk: their table, and a file that marks that there are some. Safe
 * for several threads.
 *
 * @param mark a file that is made with the first key, beside the store
 */
record StoredKeys(Store store, Optional<Path> mark) {
  private static final Duration WITHIN = Duration.ofSeconds(10);

  /**
   * All of them; waits.
   *
   * @throws KeyException when they cannot be read
   */
  List<KeyTable.Row> read() throws KeyException {
    try {
      return readBehind().get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new KeyException(Kind.STORE, "the wait for the store was ended");
    } catch (TimeoutException slow) {
      throw new KeyException(Kind.STORE, "the store did not answer within ten seconds");
    } catch (ExecutionException failed) {
      throw new KeyException(Kind.STORE, reason(failed));
    }
  }

  private static String reason(ExecutionException failed) {
    return failed.getCause() instanceof StoreException fault
        ? String.valueOf(fault.getMessage())
        : "the store failed";
  }

  /** The same behind the caller's back, told on the store's thread. */
  CompletableFuture<List<KeyTable.Row>> readBehind() {
    return store.changeNow(KeyTable::all);
  }

  /** Whether there were some when the mark could be made, however the store is now. */
  boolean areMarked() {
    return mark.filter(Files::exists).isPresent();
  }

  /**
   * Writes a new key, and the end of the one that it replaces; waits.
   *
   * @param then is given it on the store's thread when it is written, also where nobody waits any
   *     more
   * @throws KeyException when it is not written, unless the message says that this is not known
   */
  void insert(TenantKey key, byte[] hash, Optional<TenantKey> replaced, Consumer<TenantKey> then)
      throws KeyException {
    makeMark();
    write(
        db -> {
          KeyTable.insert(db, key, hash);
          if (replaced.isPresent()) {
            KeyTable.expire(db, replaced.get());
          }
          return key;
        },
        then);
  }

  /** Before the first key: from then on a store that cannot be read lets nobody in. */
  private void makeMark() throws KeyException {
    try {
      if (mark.isPresent() && !Files.exists(mark.get())) {
        Files.createFile(mark.get(), OwnerOnly.file());
      }
    } catch (IOException refused) {
      throw new KeyException(
          Kind.STORE, "the folder for state cannot be written: " + mark.get().getParent());
    }
  }

  /** Writes when a key was revoked; waits. */
  void revoke(TenantKey revoked) throws KeyException {
    write(
        db -> {
          KeyTable.revoke(db, revoked);
          return revoked;
        },
        _ -> {});
  }

  private <T> void write(Change<T> change, Consumer<T> then) throws KeyException {
    try {
      T _ =
          store.changeWithin(
              WITHIN,
              change,
              written -> {
                then.accept(written);
                return written;
              });
    } catch (StoreException refused) {
      throw new KeyException(Kind.STORE, String.valueOf(refused.getMessage()));
    }
  }

  /** Writes when a key was used, soon and behind the caller's back. */
  void use(TenantKey key, Instant at) {
    CompletableFuture<Instant> _ =
        store.change(db -> {
          KeyTable.use(db, key.id(), at);
          return at;
        });
  }
}
