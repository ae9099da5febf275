package dev.rung.server.cache;

import java.time.Instant;
import java.util.Optional;

/** Which answers are taken away. */
sealed interface Purging {

  /** Whether this one is. */
  boolean covers(Entry entry);

  /** Every one. */
  record All() implements Purging {
    @Override
    public boolean covers(Entry entry) {
      return true;
    }
  }

  /** What is kept for a tenant. */
  record OfTenant(String tenant) implements Purging {
    @Override
    public boolean covers(Entry entry) {
      return entry.place.tenant().equals(tenant);
    }
  }

  /**
   * One answer.
   *
   * @param id of the request that it was made for, or found for
   * @param key its key, where that is known
   */
  record OfAnswer(String id, Optional<CacheKey> key) implements Purging {
    @Override
    public boolean covers(Entry entry) {
      return entry.id.equals(id) || key.filter(entry.place.key()::equals).isPresent();
    }
  }

  /** What was made before. */
  record Before(Instant at) implements Purging {
    @Override
    public boolean covers(Entry entry) {
      return entry.at().isBefore(at);
    }
  }
}
