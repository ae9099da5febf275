package dev.rung.server.cache;

/** Hashes of words, 64 bits. Not for what somebody could gain by making two alike. */
final class Hash {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Hash() {}

  /** FNV-1a over the characters, mixed. */
  static long of(String word) {
    return mixed(joined(OFFSET, word, false));
  }

  /** The hash of what was hashed to {@code before}, with this behind it. */
  static long joined(long before, String word, boolean apart) {
    long hash = before;
    if (apart) {
      hash = (hash ^ ' ') * PRIME;
    }
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * PRIME;
    }
    return hash;
  }

  /** The finaliser of MurmurHash3. */
  static long mixed(long hash) {
    long h = hash;
    h ^= h >>> 33;
    h *= 0xff51afd7ed558ccdL;
    h ^= h >>> 33;
    h *= 0xc4ceb9fe1a85ec53L;
    h ^= h >>> 33;
    return h;
  }
}
