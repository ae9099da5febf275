package dev.rung.server.cache;

import java.util.concurrent.CompletableFuture;

/** What outlives the daemon of the kept answers. Nothing in it waits; told in order. */
interface Archive {
  /** Keeps nothing. */
  Archive NONE =
      new Archive() {
        @Override
        public void put(Entry entry) {}

        @Override
        public void wanted(Entry entry) {}

        @Override
        public void remove(CacheKey key) {}

        @Override
        public CompletableFuture<Long> purge(Purging which) {
          return CompletableFuture.completedFuture(0L);
        }
      };

  void put(Entry entry);

  /** It was wanted more often; told now and then. */
  void wanted(Entry entry);

  void remove(CacheKey key);

  /**
   * Takes away all of these.
   *
   * @return how many there were; done when they are gone, fails with a StoreException
   */
  CompletableFuture<Long> purge(Purging which);
}
