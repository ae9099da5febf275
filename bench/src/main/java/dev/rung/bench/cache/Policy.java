package dev.rung.bench.cache;

/** A cache of so many bytes in a replay. One thread. */
interface Policy {
  /** Whether the answer is there; then it is wanted once more. Else it is kept from now on. */
  boolean hits(Asked asked);
}
