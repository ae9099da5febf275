package dev.rung.server.generate;

/** What a request wants of the cache. */
public enum CachePolicy {
  /** Look, and keep the answer. */
  DEFAULT,
  /** Neither look nor keep. */
  BYPASS,
  /** Answer from the cache or not at all. */
  ONLY
}
