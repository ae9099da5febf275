package dev.rung.server.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Answers in memory, bounded in bytes, all that is needed to find them counted. What is worth least
 * by the byte and was not wanted for longest goes first (GreedyDual-Size-Frequency, Cherkasova
 * 1998).
 *
 * <p>Safe for several threads: one lock, never held while anything waits.
 */
public final class KeptAnswers {
  private static final int MOST_ASKERS = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<CacheKey, Entry> entries = new HashMap<>();
  private final AlikeAnswers alike = new AlikeAnswers();
  private final Map<String, CacheKey> makers = new HashMap<>();
  private final Map<String, CacheKey> askers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CacheKey> eldest) {
          return size() > MOST_ASKERS;
        }
      };
  private final TreeSet<Entry> order =
      new TreeSet<>(
          Comparator.comparingDouble(Entry::priority).thenComparingLong(entry -> entry.number));
  private final LatestPurgings purgings = new LatestPurgings();
  private Archive archive = Archive.NONE;

  /** What was purged while answers are restored; bounded by how long that takes. */
  private Optional<List<Purging>> purgedMeanwhile = Optional.empty();

  private long most;
  private long bytes;
  private long numbers;
  private double age;

  /** One of at most so many bytes. */
  public KeptAnswers(long most) {
    this.most = most;
  }

  /** What is kept, and how much of it. */
  public record Size(long entries, long bytes, long most) {}

  /** Has changes told to this archive from now on. */
  void keptBy(Archive other) {
    locked(() -> archive = other);
  }

  /** Bounds it anew. */
  public void bound(long bytesAtMost) {
    locked(() -> {
      most = bytesAtMost;
      makeRoom(0);
      return most;
    });
  }

  public Size size() {
    return locked(() -> new Size(entries.size(), bytes, most));
  }

  /** What is kept at this place and not older than that; is wanted once more. */
  Optional<Entry> find(CacheKey key, Instant now, Duration oldest, String asker) {
    return locked(() ->
        Optional.ofNullable(entries.get(key))
            .filter(entry -> isFresh(entry, now, oldest))
            .map(entry -> want(entry, asker)));
  }

  /** What is kept of another wording, the most similar of those that are similar enough. */
  Optional<Similar> findSimilar(
      Wording wording, double threshold, Instant now, Duration oldest, String asker) {
    return locked(() -> {
      Optional<Similar> best = Optional.empty();
      for (Entry entry : alike.of(wording)) {
        OptionalDouble similarity = wording.similarity(entry.place.wording().orElseThrow());
        if (similarity.isPresent()
            && similarity.getAsDouble() >= threshold
            && isFresh(entry, now, oldest)
            && best.map(b -> similarity.getAsDouble() > b.similarity()).orElse(true)) {
          best = Optional.of(new Similar(entry, similarity.getAsDouble()));
        }
      }
      best.ifPresent(found -> want(found.entry(), asker));
      return best;
    });
  }

  private boolean isFresh(Entry entry, Instant now, Duration oldest) {
    if (entry.madeBy(now)) {
      archive.put(entry);
    }
    return Duration.between(entry.at(), now).compareTo(oldest) <= 0;
  }

  private Entry want(Entry entry, String asker) {
    order.remove(entry);
    entry.want(age);
    order.add(entry);
    if (Long.bitCount(entry.wanted()) == 1) {
      archive.wanted(entry);
    }
    askers.put(asker, entry.place.key());
    return entry;
  }

  /** How many purges were asked for. */
  long purgings() {
    return locked(purgings::count);
  }

  /**
   * Puts a new answer in the place of what was there; one that is too large is not kept, nor one
   * that was purged while it was made.
   */
  void put(Place place, String id, Instant at, long worth, byte[] value) {
    locked(() -> {
      Entry entry = new Entry(place, id, at, worth, 0, value, numbers++);
      if (!purgings.cover(entry) && add(entry)) {
        archive.put(entry);
      }
      return entry;
    });
  }

  /** Begins to remember what is purged, until all is restored. */
  void beginRestoring() {
    locked(() -> purgedMeanwhile = Optional.of(new ArrayList<>()));
  }

  /** Nothing is restored from now on. */
  void endRestoring() {
    locked(() -> purgedMeanwhile = Optional.empty());
  }

  /**
   * Puts what an archive had, unless something newer is there, or it was purged since restoring
   * began. What there is no room for is removed from the archive.
   */
  void restore(Place place, String id, Instant at, long worth, long wanted, byte[] value) {
    locked(() -> {
      Entry entry = new Entry(place, id, at, worth, wanted, value, numbers++);
      boolean purged =
          purgedMeanwhile.stream().flatMap(List::stream).anyMatch(which -> which.covers(entry));
      if (purged || purgedMeanwhile.isEmpty() || entries.containsKey(place.key())) {
        return false;
      }
      if (bytes + entry.bytes > most) {
        archive.remove(place.key());
        return false;
      }
      return add(entry);
    });
  }

  /** Tells an archive that lost everything what there is. */
  void tellAgain() {
    locked(() -> {
      entries.values().forEach(archive::put);
      return bytes;
    });
  }

  /** Tells an archive what there is at these places now, or that there is nothing any more. */
  void tellAgain(List<CacheKey> keys) {
    locked(() -> {
      for (CacheKey key : keys) {
        Optional.ofNullable(entries.get(key))
            .ifPresentOrElse(archive::put, () -> archive.remove(key));
      }
      return bytes;
    });
  }

  private boolean add(Entry entry) {
    Optional.ofNullable(entries.get(entry.place.key())).ifPresent(this::forget);
    if (entry.bytes > most) {
      archive.remove(entry.place.key());
      return false;
    }
    makeRoom(entry.bytes);
    entry.want(age);
    entries.put(entry.place.key(), entry);
    order.add(entry);
    makers.put(entry.id, entry.place.key());
    alike.add(entry);
    bytes += entry.bytes;
    return true;
  }

  private void makeRoom(long wantedBytes) {
    while (bytes + wantedBytes > most && !order.isEmpty()) {
      Entry least = order.first();
      age = least.priority();
      remove(least);
    }
  }

  private void remove(Entry entry) {
    forget(entry);
    archive.remove(entry.place.key());
  }

  private void forget(Entry entry) {
    entries.remove(entry.place.key());
    order.remove(entry);
    makers.remove(entry.id, entry.place.key());
    bytes -= entry.bytes;
    alike.remove(entry);
  }

  private CompletableFuture<Long> purgeFromNow(Purging which) {
    return locked(() -> {
      purgings.add(which);
      return purge(which);
    });
  }

  /** Takes away everything; says how much that was, when none is on the disk either. */
  public CompletableFuture<Long> purge() {
    return purgeFromNow(new Purging.All());
  }

  /** Takes away what is kept for one tenant, in the same way. */
  public CompletableFuture<Long> purgeTenant(String tenant) {
    return purgeFromNow(new Purging.OfTenant(tenant));
  }

  /** Takes away the answer that was made for the request of this id, or found for it. */
  public CompletableFuture<Long> purgeId(String id) {
    return locked(() -> {
      Optional<CacheKey> key =
          Optional.ofNullable(makers.get(id)).or(() -> Optional.ofNullable(askers.get(id)));
      return purgeFromNow(new Purging.OfAnswer(id, key));
    });
  }

  /** Takes away what was made before. */
  public CompletableFuture<Long> expire(Instant before) {
    return purge(new Purging.Before(before));
  }

  private CompletableFuture<Long> purge(Purging which) {
    return locked(() -> {
      purgedMeanwhile.ifPresent(purged -> purged.add(which));
      List<Entry> gone = entries.values().stream().filter(which::covers).toList();
      gone.forEach(this::forget);
      // While answers are restored the archive has more of them.
      return archive.purge(which).thenApply(archived -> Math.max(archived, gone.size()));
    });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** An answer to another wording, and how similar that is. */
  record Similar(Entry entry, double similarity) {}
}
