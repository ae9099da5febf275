package dev.rung.server.cache;

import java.nio.ByteBuffer;

/** What an answer is found by: a SHA-256 over everything that changes it. */
public record CacheKey(long a, long b, long c, long d) {
  private static final int BYTES = 32;

  /** Of 32 bytes. */
  static CacheKey of(byte[] digest) {
    if (digest.length != BYTES) {
      throw new IllegalArgumentException("a key has " + BYTES + " bytes, not " + digest.length);
    }
    ByteBuffer in = ByteBuffer.wrap(digest);
    return new CacheKey(in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  /** The digest is as good as random: any part of it will do. */
  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }
}
