package dev.rung.server.tenant;

import dev.rung.server.store.Store;
import dev.rung.server.store.StoreSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Keys in a store, with a clock that a test turns. */
final class KeyCase implements AutoCloseable {
  static final Instant START = Instant.parse("2030-01-01T00:00:30Z");

  final Store store;
  final TenantKeys keys;
  final Tenants tenants = new Tenants(() -> 0);
  Instant now = START;
  Doorkeeper.Rule rule = Doorkeeper.Rule.WHEN_MADE;

  final AtomicLong nanoTime = new AtomicLong();
  private final InstantSource clock = () -> now;

  /** In memory. */
  KeyCase() {
    this(StoreSettings.inMemory(), Optional.empty());
  }

  /** In this folder. */
  KeyCase(Path folder) {
    this(StoreSettings.durable(folder.resolve("keys.db")), Optional.of(folder.resolve("mark")));
  }

  private KeyCase(StoreSettings settings, Optional<Path> mark) {
    store = Store.open(settings, List.of(KeyTable.SCHEMA));
    keys = TenantKeys.open(store, mark, clock, new SecureRandom());
  }

  Doorkeeper doorkeeper() {
    return doorkeeper(Tokens.NONE);
  }

  Doorkeeper doorkeeper(Tokens tokens) {
    return new Doorkeeper(keys, tenants, tokens, 3, clock, nanoTime::get, () -> rule);
  }

  /** A key for this tenant. */
  NewKey make(String tenant, Scope... scopes) throws KeyException {
    return keys.create(request(tenant, Optional.empty(), scopes));
  }

  static KeyRequest request(String tenant, Optional<Instant> expires, Scope... scopes) {
    return new KeyRequest(
        tenant, Set.of(scopes), "", expires, Optional.empty(), Duration.ofHours(1));
  }

  static Credentials bearer(NewKey key) {
    return bearer(key.text());
  }

  static Credentials bearer(String text) {
    return new Credentials(Optional.of("Bearer " + text), List.of(), Optional.empty());
  }

  void settings(String tenant, TenantSettings settings) {
    tenants.apply(Map.of(tenant, settings));
  }

  @Override
  public void close() {
    store.close();
  }
}
