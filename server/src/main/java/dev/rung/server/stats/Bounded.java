package dev.rung.server.stats;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * At most so many entries, each made when its key first comes; every key after that shares {@link
 * #rest()}. Finding a known key takes no lock.
 */
final class Bounded<K, V> {
  private final Map<K, V> entries = new ConcurrentHashMap<>();
  private final int limit;
  private final Supplier<V> factory;
  private final V rest;

  Bounded(int limit, Supplier<V> factory) {
    this.limit = limit;
    this.factory = factory;
    this.rest = factory.get();
  }

  V get(K key) {
    V known = entries.get(key);
    if (known != null) {
      return known;
    }
    return entries.size() < limit ? add(key) : rest;
  }

  private synchronized V add(K key) {
    V known = entries.get(key);
    if (known != null) {
      return known;
    }
    if (entries.size() >= limit) {
      return rest;
    }
    V added = factory.get();
    entries.put(key, added);
    return added;
  }

  /** What has a place of its own under this key. */
  Optional<V> find(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** Whether a new key gets no place of its own. */
  boolean isFull() {
    return entries.size() >= limit;
  }

  /** What has a place of its own. */
  Map<K, V> entries() {
    return Map.copyOf(entries);
  }

  V rest() {
    return rest;
  }
}
