package dev.rung.server.feedback;

import dev.rung.server.generate.Tier;
import dev.rung.server.record.RequestRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The ids of the last 65,536 answers of templates and of the cache, in 1.5 MB: there are too many
 * of them to be written down before somebody says something of one.
 *
 * <p>Ids and tenants as hashes of 64 bits. Threads: any, no lock; two that write at once a whole
 * round apart may spoil an entry, which is then not found.
 */
final class RecentFree {
  private static final int SIZE = 1 << 16;
  private static final int TIER_BITS = 4;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final AtomicLongArray ids = new AtomicLongArray(SIZE);
  private final AtomicLongArray tenants = new AtomicLongArray(SIZE);
  private final AtomicLongArray facts = new AtomicLongArray(SIZE);
  private final AtomicInteger next = new AtomicInteger();

  /** One of them. */
  record Free(Tier tier, Instant at) {}

  void add(RequestRecord done) {
    int at = next.getAndIncrement() & (SIZE - 1);
    // The local fallback has level -1.
    long tier = done.tier().orElse(Tier.TEMPLATE).level() + 1L;
    ids.setRelease(at, 0);
    tenants.setRelease(at, hash(done.tenant()));
    facts.setRelease(at, done.at().toEpochMilli() << TIER_BITS | tier);
    ids.setRelease(at, hash(done.id().value()));
  }

  /** The tenant's answer of this id. */
  Optional<Free> find(String tenant, String id) {
    long wanted = hash(id);
    for (int i = 0; i < SIZE; i++) {
      if (ids.getAcquire(i) == wanted && tenants.getAcquire(i) == hash(tenant)) {
        long fact = facts.getAcquire(i);
        Tier tier = FeedbackTables.tier((int) (fact & ((1 << TIER_BITS) - 1)) - 1);
        return Optional.of(new Free(tier, Instant.ofEpochMilli(fact >> TIER_BITS)));
      }
    }
    return Optional.empty();
  }

  /** FNV-1a over UTF-16, spread by SplitMix64's bijection; never 0. */
  private static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    hash ^= hash >>> 31;
    return hash == 0 ? 1 : hash;
  }
}
