package dev.rung.server.tenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A key in memory: what is known of it, and the hash of its secret. Safe for several threads. */
final class KeyEntry {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final byte[] hash;
  private final AtomicLong usedMinute;
  private final AtomicReference<TenantKey> key;

  KeyEntry(TenantKey key, byte[] hash) {
    this.key = new AtomicReference<>(key);
    this.hash = hash.clone();
    this.usedMinute = new AtomicLong(key.lastUsedAt().map(KeyEntry::minute).orElse(-1L));
  }

  TenantKey key() {
    return key.get();
  }

  /** What is changed at the same time by others is not lost. */
  TenantKey change(UnaryOperator<TenantKey> change) {
    return key.updateAndGet(change);
  }

  /** Must not be changed. */
  byte[] hash() {
    return hash;
  }

  /** The time to write down; empty where this minute is written already. */
  Optional<Instant> use(Instant now) {
    long minute = minute(now);
    long known = usedMinute.get();
    if (known >= minute || !usedMinute.compareAndSet(known, minute)) {
      return Optional.empty();
    }
    return Optional.of(Instant.ofEpochMilli(minute * MINUTE));
  }

  private static long minute(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), MINUTE);
  }
}
