package dev.rung.server.tenant;

import dev.rung.server.store.Store;
import dev.rung.server.tenant.KeyException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of all tenants, on the disk and in memory. Looking one up never waits; making and
 * revoking wait for the disk. Safe for several threads.
 *
 * <p>Keys that have ended stay known: that there were keys keeps the daemon closed.
 */
public final class TenantKeys {
  private static final Logger LOG = LoggerFactory.getLogger(TenantKeys.class);

  /** Between two attempts at reading what could not be read at the start. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final StoredKeys stored;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final KnownKeys known = new KnownKeys();
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Instant readAt = Instant.MIN;
  private volatile boolean unread;

  private TenantKeys(StoredKeys stored, InstantSource clock, RandomGenerator random) {
    this.stored = stored;
    this.clock = clock;
    this.random = random;
  }

  /**
   * The keys in this store. Waits for it; where it cannot be read there are none until it can, and
   * where the mark says that there were some, nobody gets in.
   *
   * @param mark a file that is made with the first key, beside the store
   * @param random fit for secrets
   */
  public static TenantKeys open(
      Store store, Optional<Path> mark, InstantSource clock, RandomGenerator random) {
    StoredKeys stored = new StoredKeys(store, mark);
    TenantKeys keys = new TenantKeys(stored, clock, random);
    try {
      keys.take(stored.read());
    } catch (KeyException unreadable) {
      keys.unread = true;
      if (stored.areMarked()) {
        keys.known.suppose();
      }
      LOG.atError()
          .addKeyValue("reason", unreadable.text())
          .addKeyValue("closed", keys.exist())
          .log("the keys of tenants cannot be read");
    }
    return keys;
  }

  private void take(List<KeyTable.Row> rows) {
    known.take(rows);
    unread = false;
  }

  /** Reads what could not be read at the start; waits. */
  private void ensureRead() throws KeyException {
    if (unread) {
      take(stored.read());
    }
  }

  /** The same behind the caller's back, now and then. */
  private void readBehind() {
    Instant now = clock.instant();
    if (!isDue(now) || !reading.compareAndSet(false, true)) {
      return;
    }
    readAt = now;
    CompletableFuture<Void> _ =
        stored
            .readBehind()
            .handle((rows, why) -> {
              if (why == null) {
                take(rows);
                LOG.atInfo().addKeyValue("keys", rows.size()).log("the keys of tenants are read");
              }
              reading.set(false);
              return null;
            });
  }

  /** Also where the clock was set back since. */
  private boolean isDue(Instant now) {
    return now.isBefore(readAt) || !now.minus(PAUSE).isBefore(readAt);
  }

  /** Whether there is or was any key. */
  public boolean exist() {
    return known.exist();
  }

  /** Whether there is or was a key for operators. */
  public boolean adminExists() {
    return known.adminExists();
  }

  /** Whether they could not be read yet, so that nobody is known by one. */
  boolean areUnread() {
    return unread;
  }

  /**
   * Makes a key.
   *
   * @throws KeyException when it cannot be made as asked, or not be written; it does not come to be
   *     afterwards then, unless the message says that this is not known
   */
  public synchronized NewKey create(KeyRequest wanted) throws KeyException {
    Instant now = clock.instant();
    Optional<KeyRequest.Fault> fault = wanted.fault(now);
    if (fault.isPresent()) {
      throw new KeyException(fault.get());
    }
    ensureRead();
    Optional<TenantKey> old =
        wanted.replaces().isEmpty()
            ? Optional.empty()
            : Optional.of(replaced(wanted).endingBy(now.plus(wanted.overlap())));
    KeyText text = KeyText.make(random);
    byte[] hash = text.hash();
    TenantKey key =
        new TenantKey(
            text.id(),
            wanted.tenant(),
            wanted.scopes(),
            wanted.label(),
            now,
            wanted.expiresAt(),
            Optional.empty(),
            Optional.empty());
    stored.insert(key, hash, old, made -> add(made, hash, wanted));
    return new NewKey(key, text.text());
  }

  /** On the store's thread, so that it is known here also where nobody waited to its end. */
  private void add(TenantKey key, byte[] hash, KeyRequest wanted) {
    Instant end = key.createdAt().plus(wanted.overlap());
    wanted
        .replaces()
        .flatMap(known::entry)
        .ifPresent(old -> old.change(replaced -> replaced.endingBy(end)));
    known.add(key, hash);
  }

  private TenantKey replaced(KeyRequest wanted) throws KeyException {
    String id = wanted.replaces().orElse("");
    return known
        .entry(id)
        .map(KeyEntry::key)
        .filter(key -> key.tenant().equals(wanted.tenant()))
        .orElseThrow(() -> unknown("no key of this tenant has the id that is to be replaced"));
  }

  /**
   * Ends a key at once.
   *
   * @throws KeyException when there is no such key; or when it could not be written, so that it
   *     would be good again after a restart
   */
  public synchronized void revoke(String id) throws KeyException {
    ensureRead();
    KeyEntry entry = known.entry(id).orElseThrow(() -> unknown("there is no key with this id"));
    Instant now = clock.instant();
    TenantKey revoked = entry.change(key -> key.revokedAt().isPresent() ? key : key.revoked(now));
    stored.revoke(revoked);
  }

  private static KeyException unknown(String message) {
    return new KeyException(Kind.UNKNOWN, message + "; 'rung tenants keys list' shows them");
  }

  /**
   * Every key, of one tenant where it is named; by tenant and age.
   *
   * @throws KeyException when they cannot be read
   */
  public List<TenantKey> list(Optional<String> tenant) throws KeyException {
    ensureRead();
    return known.list(tenant);
  }

  /** The key that this text is, whether it has ended or not. */
  Optional<TenantKey> find(String shown) {
    Optional<KeyText> text = KeyText.parse(shown);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (unread) {
      readBehind();
    }
    return known.find(text.get());
  }

  /** Notes that a key was used; written down once a minute, behind the caller's back. */
  void use(TenantKey key, Instant now) {
    Optional<KeyEntry> entry = known.entry(key.id());
    Optional<Instant> minute = entry.flatMap(one -> one.use(now));
    if (minute.isPresent()) {
      Instant at = minute.get();
      entry.get().change(one -> one.used(at));
      stored.use(key, at);
    }
  }
}
