package dev.rung.server.cache;

import java.util.Optional;

/**
 * Where the answer to a question is kept.
 *
 * @param tenant whose it is
 * @param wording by which it is found where it is asked in other words; absent where it is not to
 *     be
 * @param purgings how many there had been when the question came: what is purged meanwhile is not
 *     kept
 */
public record Place(CacheKey key, String tenant, Optional<Wording> wording, long purgings) {
  /** Without the wording: it tells of the prompt. */
  @Override
  public String toString() {
    return "Place[" + tenant + "]";
  }
}
