package dev.rung.server.cache;

/** What outlives the daemon of a answers. Nothing in it waits. */
interface Archive {
  /** Keeps nothing. */
  Archive NONE =
      new Archive() {
        @Override
        public void put(Entry entry) {}

        @Override
        public void remove(CacheKey key) {}
      };

  void put(Entry entry);

  void remove(CacheKey key);
}
