package dev.rung.server.tenant;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that are known, in memory: each by its id, and whether there are any. Nothing here
 * waits. Safe for several threads.
 */
final class KnownKeys {
  /** Compared with where no key has the id, so that an unknown id takes no less time. */
  private static final byte[] NOBODY = new byte[32];

  private final Map<String, KeyEntry> byId = new ConcurrentHashMap<>();
  private volatile boolean exist;
  private volatile boolean adminExists;

  /** Takes what was written before. */
  void take(List<KeyTable.Row> rows) {
    // Doors close before the first key is known.
    exist = exist || !rows.isEmpty();
    adminExists =
        adminExists || rows.stream().anyMatch(row -> row.key().scopes().contains(Scope.ADMIN));
    rows.forEach(row -> byId.putIfAbsent(row.key().id(), new KeyEntry(row.key(), row.hash())));
    count();
  }

  /** Takes a new one. */
  void add(TenantKey key, byte[] hash) {
    byId.put(key.id(), new KeyEntry(key, hash));
    count();
  }

  private void count() {
    Collection<KeyEntry> all = byId.values();
    adminExists = all.stream().anyMatch(entry -> entry.key().scopes().contains(Scope.ADMIN));
    exist = !all.isEmpty();
  }

  /** There are some, for operators too, though which is not known yet. */
  void suppose() {
    exist = true;
    adminExists = true;
  }

  /** Whether there is or was any key. */
  boolean exist() {
    return exist;
  }

  /** Whether there is or was a key for operators. */
  boolean adminExists() {
    return adminExists;
  }

  Optional<KeyEntry> entry(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The key that this text is, whether it has ended or not. */
  Optional<TenantKey> find(KeyText text) {
    byte[] hash = text.hash();
    Optional<KeyEntry> entry = entry(text.id());
    byte[] known = entry.map(KeyEntry::hash).orElse(NOBODY);
    return MessageDigest.isEqual(known, hash) ? entry.map(KeyEntry::key) : Optional.empty();
  }

  /** All of them, of one tenant where it is named; by tenant and age. */
  List<TenantKey> list(Optional<String> tenant) {
    return byId.values().stream()
        .map(KeyEntry::key)
        .filter(key -> tenant.map(key.tenant()::equals).orElse(true))
        .sorted(Comparator.comparing(TenantKey::tenant).thenComparing(TenantKey::createdAt))
        .toList();
  }
}
